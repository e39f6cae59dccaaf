package features

// A table numbers keys in the order they come. It is a hash table with open
// addressing that keeps its memory from page to page.
type table struct {
	slots []slot
	mask  uint64
	round uint32 // slots of other rounds are free
}

type slot struct {
	key    uint64
	number int32
	round  uint32
}

// reset empties the table and makes room for n keys.
func (t *table) reset(n int) {
	t.round++
	size := 16
	for size < 2*n {
		size *= 2
	}
	if size > len(t.slots) || t.round == 0 {
		t.slots, t.round = make([]slot, size), 1
	}
	t.mask = uint64(size - 1)
}

// has reports whether a key is in the table.
func (t *table) has(key uint64) bool {
	for i := key * golden >> 20 & t.mask; ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.round != t.round {
			return false
		}
		if s.key == key {
			return true
		}
	}
}

// golden spreads keys over the slots.
const golden = 0x9E3779B97F4A7C15

// find returns the number of a key, which is next for a key that is new.
func (t *table) find(key uint64, next int) (number int, known bool) {
	for i := key * golden >> 20 & t.mask; ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.round != t.round {
			*s = slot{key, int32(next), t.round}
			return next, false
		}
		if s.key == key {
			return int(s.number), true
		}
	}
}
