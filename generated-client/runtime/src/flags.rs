//! Booleans that may be missing, by position.

/// For each position whether there is a value, and what it is, in `W` words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags<const W: usize> {
    set: [u64; W],
    /// Nothing is on that is not set.
    on: [u64; W],
}

impl<const W: usize> Default for Flags<W> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<const W: usize> Flags<W> {
    /// Every value is missing.
    pub const NONE: Self = Flags { set: [0; W], on: [0; W] };

    /// Off at these positions, and missing at all others.
    pub const fn of(positions: &[usize]) -> Self {
        let (mut flags, mut index) = (Self::NONE, 0);
        while index < positions.len() {
            flags.put(positions[index], false);
            index += 1;
        }
        flags
    }

    /// The value at a position.
    #[inline]
    pub const fn get(&self, position: usize) -> Option<bool> {
        let (word, bit) = (position / 64, 1 << (position % 64));
        if word < W && self.set[word] & bit != 0 { Some(self.on[word] & bit != 0) } else { None }
    }

    /// Sets the value at a position.
    #[inline]
    pub const fn put(&mut self, position: usize, value: bool) {
        let (word, shift) = (position / 64, position % 64);
        if word < W {
            self.set[word] |= 1 << shift;
            self.on[word] = self.on[word] & !(1 << shift) | (value as u64) << shift;
        }
    }

    /// Takes back the value at a position.
    pub fn clear(&mut self, position: usize) {
        self.place(position, 1, &Flags::<1>::NONE);
    }

    /// Whether every value is missing.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        let (mut word, mut any) = (0, 0);
        while word < W {
            any |= self.set[word];
            word += 1;
        }
        any == 0
    }

    /// Replaces `count` values from a position on by the first ones of others.
    #[inline]
    pub fn place<const V: usize>(&mut self, position: usize, count: usize, others: &Flags<V>) {
        for (index, (&set, &on)) in others.set.iter().zip(&others.on).enumerate() {
            let Some(count) = count.checked_sub(64 * index).filter(|&count| count > 0) else { break };
            let mask = u64::MAX >> 64_usize.saturating_sub(count);
            let (word, shift) = ((position + 64 * index) / 64, (position + 64 * index) % 64);
            self.merge(word, mask << shift, (set & mask) << shift, (on & mask) << shift);
            if shift > 0 {
                let back = 64 - shift;
                self.merge(word + 1, mask >> back, (set & mask) >> back, (on & mask) >> back);
            }
        }
    }

    #[inline]
    fn merge(&mut self, word: usize, mask: u64, set: u64, on: u64) {
        if let (Some(own_set), Some(own_on)) = (self.set.get_mut(word), self.on.get_mut(word)) {
            *own_set = *own_set & !mask | set;
            *own_on = *own_on & !mask | on;
        }
    }

    /// Takes values from others where its own are missing.
    #[inline]
    pub fn fill(&mut self, others: &Self) {
        for word in 0..W {
            self.on[word] |= others.on[word] & !self.set[word];
            self.set[word] |= others.set[word];
        }
    }

    /// Whether there is this value at one of the positions where others have any.
    #[inline]
    pub fn has(&self, value: bool, others: &Self) -> bool {
        let having = |word: usize| if value { self.on[word] } else { self.set[word] & !self.on[word] };
        (0..W).fold(0, |found, word| found | having(word) & others.set[word]) != 0
    }

    /// Each position that has a value, in order.
    #[inline]
    pub fn each(&self, mut visit: impl FnMut(usize, bool)) {
        for word in 0..W {
            let mut left = self.set[word];
            while left != 0 {
                let bit = left.trailing_zeros();
                visit(64 * word + bit as usize, self.on[word] >> bit & 1 == 1);
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Flags;

    fn flags<const W: usize>(list: &[Option<bool>]) -> Flags<W> {
        let mut flags = Flags::NONE;
        for (position, value) in list.iter().enumerate().filter_map(|(position, value)| Some((position, (*value)?))) {
            // Over another one.
            flags.put(position, !value);
            flags.put(position, value);
        }
        flags
    }

    fn list(flags: &Flags<3>) -> Vec<Option<bool>> {
        (0..192).map(|position| flags.get(position)).collect()
    }

    /// A list without a pattern.
    fn mixed(seed: u64) -> Vec<Option<bool>> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            [None, Some(false), Some(true)][(state >> 33) as usize % 3]
        };
        (0..192).map(|_| next()).collect()
    }

    #[test]
    fn they_are_a_list() {
        let (own, others) = (mixed(1), mixed(2));
        let mine = flags::<3>(&own);
        assert_eq!(list(&mine), own);
        let mut seen = vec![None; 192];
        mine.each(|position, value| seen[position] = Some(value));
        assert_eq!(seen, own);
        let mut filled = mine;
        filled.fill(&flags(&others));
        let expected: Vec<_> = own.iter().zip(&others).map(|(own, other)| own.or(*other)).collect();
        assert_eq!(filled, flags(&expected));
        assert!(!mine.is_empty() && Flags::<3>::NONE.is_empty());
        for (position, own) in own.iter().enumerate() {
            for value in [true, false] {
                assert_eq!(mine.has(value, &Flags::of(&[position])), *own == Some(value));
            }
        }
        assert!(mine.has(true, &Flags::of(&[0, 64, 128, 191])) && !mine.has(true, &Flags::of(&[])));
    }

    #[test]
    fn a_part_of_them_is_replaced_wherever_it_lies() {
        let (own, part) = (mixed(3), &mixed(4)[..128]);
        for position in 0..192 {
            for count in 0..=128 {
                let mut placed = flags::<3>(&own);
                placed.place(position, count, &flags::<2>(part));
                let end = (position + count).min(192);
                let mut expected = own.clone();
                expected[position..end].copy_from_slice(&part[..end - position]);
                // Equal means that they hold the same.
                assert_eq!(placed, flags(&expected), "{count} from {position}");
            }
        }
    }

    #[test]
    fn there_is_nothing_beyond_the_end() {
        let mut flags = Flags::<1>::NONE;
        flags.put(64, true);
        assert_eq!((flags.get(64), flags.is_empty()), (None, true));
    }
}
