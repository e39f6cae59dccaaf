package repair

// pairTable holds the oddness of each class after each other, in the steps that
// weights.go explains.
var pairTable = buildPairTable()

func buildPairTable() *[numClasses][numClasses]int8 {
	t := new([numClasses][numClasses]int8)
	for a := range numClasses {
		for b := range numClasses {
			t[a][b] = int8(pairOddness(a, b))
		}
	}
	return t
}

func pairOddness(a, b class) int {
	switch {
	case a.letter() && b.letter():
		return letterPair(a, b)
	case a.letter():
		return afterLetter(a, b)
	case b.letter():
		return beforeLetter(a, b)
	case b == clMark:
		if a == clEdge || a == clPunct || a == clDigit || a == clMark {
			return 1
		}
		return 2
	case a == clSoft || b == clSoft:
		return 2
	case a == clEdge:
		if b == clClose || b == clSign || b == clFraction || b == clNBSP {
			return 1
		}
	case b == clEdge || b == clNBSP || a == clNBSP:
		if a == clOpen {
			return 1
		}
		if a == clNBSP && b == clEdge {
			return 2
		}
	case a == clDigit:
		switch b {
		case clOpen, clOdd, clBox:
			return 1
		}
		return 0
	case b == clDigit:
		switch a {
		case clOpen, clMoney, clDash, clBullet, clMath, clEmoji, clPunct:
			return 0
		}
		return 1
	case a == clPunct || b == clPunct:
		if b == clOdd || a == clOdd || b == clBox || a == clBox {
			return 1
		}
	default:
		return symbolPair(a, b)
	}
	return 0
}

func letterPair(a, b class) int {
	if a.script() == b.script() {
		switch {
		case a.lower() && b.upper():
			return 3
		case a == clLatLow && b == clLatLow:
			return 1
		}
		return 0
	}
	east := func(c class) bool { return c == clHan || c == clHangul }
	switch {
	case east(a) && east(b):
		return 0
	case east(a) || east(b):
		return 2
	case a.script() == 1 && b == clGreekLow, a == clGreekLow && b.script() == 1:
		return 1 // γ and µ are in words of science
	}
	return 4
}

func afterLetter(a, b class) int {
	switch b {
	case clOpen, clFraction:
		return 3
	case clMoney, clOdd, clMath:
		return 2
	case clSign:
		if a.lower() {
			return 1
		}
	case clBox:
		return 4
	case clC1:
		return 3
	case clSoft:
		if a.upper() {
			return 2
		}
	case clLost:
		return 1
	case clDigit:
		if a == clLatLow || a == clLatUp || a.script() > 1 {
			return 1
		}
	}
	return 0
}

func beforeLetter(a, b class) int {
	switch a {
	case clSign:
		if b.lower() {
			return 3
		}
		return 2
	case clMoney, clOdd, clFraction:
		return 2
	case clDash:
		if b.lower() {
			return 1
		}
	case clClose:
		if b.lower() {
			return 1
		}
		return 2
	case clBox:
		return 4
	case clMath:
		return 1
	case clC1:
		return 3
	case clLost:
		return 1
	case clSoft:
		return 0
	case clMark:
		return 0
	case clDigit:
		if b == clLower || b == clUpper {
			return 0
		}
		if b.script() == 1 || b == clGreekUp || b == clCyrUp {
			return 1
		}
		return 0
	}
	return 0
}

func symbolPair(a, b class) int {
	if a == b {
		switch a {
		case clOdd, clFraction, clSign:
			return 1
		}
		return 0
	}
	switch {
	case a == clOpen && b == clClose, a == clDash && b == clClose, a == clSign && b == clClose:
		return 0
	case a == clClose && b == clDash, a == clDash && b == clOpen:
		return 0
	case a == clMath && b == clSign, a == clSign && b == clMath:
		return 0
	case a == clEmoji || b == clEmoji, a == clWide || b == clWide:
		return 0
	}
	return 1
}
