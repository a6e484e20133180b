//! Endless blocks out of few: first the blocks as they are, then sums of half of them at random. Whoever has caught
//! two or three more than there are, whichever, has them all.
//!
//! A random linear code over GF(2), systematic. Its work grows with the square of the blocks, which is why there are at
//! most [`MAX_BLOCKS`]. A code for more (RaptorQ, RFC 6330) would bring tables that weigh more
//! than this app's largest screen, and nobody holds a phone before another for longer; more goes in a file.

/// The most blocks of one hand-over: they pass in 85 seconds at 15 a second and a loss of a fifth.
pub const MAX_BLOCKS: usize = 1_024;

const WORDS: usize = MAX_BLOCKS / 64;

/// Which blocks a sum is of.
type Of = [u64; WORDS];

/// The blocks that number `n` is the sum of, out of `k`: below `k` that one alone. *Frozen: phones of two versions
/// must agree.*
fn of(n: u32, k: usize) -> Of {
    let mut of = [0; WORDS];
    let at = n as usize;
    if at < k {
        of[at / 64] |= 1 << (at % 64);
        return of;
    }
    // SplitMix64 (Steele, Lea, Flood 2014).
    let mut state = u64::from(n);
    for word in &mut of {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        *word = z ^ (z >> 31);
    }
    for (n, word) in of.iter_mut().enumerate() {
        let kept = k.saturating_sub(n * 64).min(64);
        *word &= if kept == 64 { u64::MAX } else { (1 << kept) - 1 };
    }
    of
}

fn add(to: &mut [u8], other: &[u8]) {
    to.iter_mut().zip(other).for_each(|(byte, more)| *byte ^= more);
}

/// Block number `n` of a content that is cut into blocks of `size` bytes, the last one filled up with zeros.
pub(super) fn block(content: &[u8], size: usize, n: u32) -> Vec<u8> {
    let k = content.len().div_ceil(size);
    let of = of(n, k);
    let mut sum = vec![0; size];
    for (i, part) in content.chunks(size).enumerate() {
        if of[i / 64] >> (i % 64) & 1 == 1 {
            add(&mut sum, part);
        }
    }
    sum
}

/// Puts the content together again.
#[derive(Clone, Debug)]
pub(super) struct Well {
    k: usize,
    /// For each block the sum whose first block it is.
    rows: Vec<Option<(Of, Vec<u8>)>>,
    have: usize,
}

impl Well {
    pub(super) fn new(k: usize) -> Self {
        Self { k, rows: vec![None; k.min(MAX_BLOCKS)], have: 0 }
    }

    /// How many blocks are still wanted, at least.
    pub(super) const fn wants(&self) -> usize {
        self.k - self.have
    }

    /// Takes a block in; says whether it told anything new.
    pub(super) fn take(&mut self, n: u32, mut block: Vec<u8>) -> bool {
        let mut of = of(n, self.k);
        while let Some(first) = first_of(&of) {
            let Some(row) = self.rows.get_mut(first) else { return false };
            match row {
                Some((known, sum)) => {
                    of.iter_mut().zip(known.iter()).for_each(|(word, more)| *word ^= more);
                    add(&mut block, sum);
                }
                None => {
                    *row = Some((of, block));
                    self.have += 1;
                    return true;
                }
            }
        }
        false
    }

    /// The blocks one after another, once none is wanted.
    pub(super) fn content(&self) -> Option<Vec<u8>> {
        if self.wants() > 0 {
            return None;
        }
        let mut blocks: Vec<Vec<u8>> = vec![Vec::new(); self.k];
        // From the last: a sum's other blocks come after its first.
        for at in (0..self.k).rev() {
            let (of, sum) = self.rows.get(at)?.as_ref()?;
            let mut block = sum.clone();
            for other in at + 1..self.k {
                if of[other / 64] >> (other % 64) & 1 == 1 {
                    add(&mut block, &blocks[other]);
                }
            }
            blocks[at] = block;
        }
        Some(blocks.concat())
    }
}

fn first_of(of: &Of) -> Option<usize> {
    let word = of.iter().position(|word| *word != 0)?;
    Some(word * 64 + of[word].trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hardly_more_than_there_are_is_enough_whichever_they_are() {
        for k in [1, 2, 7, 63, 64, 65, 200, MAX_BLOCKS] {
            let content: Vec<u8> = (0..k * 8).map(|n| (n * 7 + n / 256) as u8).collect();
            let mut extra = 0;
            for begin in [0, 3, 1_000, 70_000] {
                let mut well = Well::new(k);
                let mut taken = 0;
                // Every second one is missed.
                for n in (begin..).step_by(2) {
                    well.take(n, block(&content, 8, n));
                    taken += 1;
                    if well.wants() == 0 {
                        break;
                    }
                    assert!(taken < k + 40, "{k} blocks do not come together");
                }
                extra += taken - k;
                assert_eq!(well.content(), Some(content.clone()));
            }
            assert!(extra <= 4 * 8, "{extra} more than the {k} blocks in four tries");
        }
    }

    #[test]
    fn what_was_seen_before_tells_nothing() {
        let content = [1, 2, 3, 4, 5, 6, 7, 8];
        let mut well = Well::new(4);
        for n in [0, 2, 9] {
            let new = well.take(n, block(&content, 2, n));
            assert!(!well.take(n, block(&content, 2, n)));
            let _ = new;
        }
        assert!(well.wants() > 0 && well.content().is_none());
    }
}
