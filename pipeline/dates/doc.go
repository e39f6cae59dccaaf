// Package dates reads the dates that pages give: in attributes, in metadata
// and in the lines under a headline, in some thirty languages.
//
//	d, ok := dates.Parse("Thu, 4 Apr 2024 01:14 GMT", dates.DayFirst)
//	d.String()                                        // "2024-04-04T01:14:00Z"
//	dates.Find("Posted on April 4th, 2024 by Ann", dates.MonthFirst)
//
// It reads days, never months or years alone, and only what is written: "two
// days ago" and "May 28" without a year are no dates to it. Whether 04/05/2024
// is in April or in May depends on the country; see Order.
package dates
