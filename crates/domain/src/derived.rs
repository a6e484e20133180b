//! Ids that follow from others, so that two phones which do the same thing make one record of it.

use tanomo_record::Id;

/// FNV-1a in 128 bits (its published offset and prime). It keeps honest ids apart, which are random; nothing of
/// security hangs on it: who may write a record at all is settled by keys.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The id of what `kind` says about all of these parts, in this order.
pub(crate) fn id_of(kind: &str, parts: &[&[u8]]) -> Id {
    let mut hash = OFFSET;
    let mut take = |byte: u8| hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    for part in core::iter::once(kind.as_bytes()).chain(parts.iter().copied()) {
        // The length first, so that no two lists of parts read alike.
        u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes().into_iter().for_each(&mut take);
        part.iter().copied().for_each(&mut take);
    }
    Id::new(hash.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_parts_give_the_same_id_and_others_another() {
        let (a, b) = ([1_u8; 16], [2_u8; 16]);
        assert_eq!(id_of("call", &[&a, &b]), id_of("call", &[&a, &b]));
        let all = [
            id_of("call", &[&a, &b]),
            id_of("call", &[&b, &a]),
            id_of("sheet", &[&a, &b]),
            id_of("call", &[&a, &b, &[]]),
            id_of("call", &[&a]),
        ];
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn ids_that_count_up_stay_apart() {
        let each = |n: u8, m: u8| id_of("attendance", &[&[n; 16], &[m; 16]]);
        let all: BTreeSet<Id> = (0..60).flat_map(|n| (0..60).map(move |m| each(n, m))).collect();
        assert_eq!(all.len(), 3_600);
    }
}
