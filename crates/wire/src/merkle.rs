//! One signature for a whole push: the Merkle tree of RFC 9162, section 2.1, over its records' hashes.
//! The server keeps each record with the push's signature and the record's own path, so that every
//! record verifies alone, in the feed, a snapshot or a hand-over.
//!
//! Hashes are the first 16 bytes of SHA-256: to put another record under somebody's signature takes a
//! second preimage, 2¹²⁸ tries, while paths of 100 records stay 112 bytes instead of 224. Only the signer
//! could prepare two records with one hash, in 2⁶⁴ tries, and could as well sign both.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::bytes::Writer;
use crate::{CircleId, DeviceId, Malformed, Signature};

/// One hash of the tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node([u8; 16]);

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Node(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

impl Node {
    /// How many bytes it has.
    pub const BYTES: usize = 16;

    /// The node made of these bytes.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes behind it.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    fn hash(mark: u8, parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        hash.update([mark]);
        parts.iter().for_each(|part| hash.update(part));
        let whole: [u8; 32] = hash.finalize().into();
        let mut node = [0; 16];
        node.copy_from_slice(&whole[..16]);
        Self(node)
    }

    /// The hash of one record's bytes.
    pub fn leaf(bytes: &[u8]) -> Self {
        Self::hash(0, &[bytes])
    }

    fn above(left: Self, right: Self) -> Self {
        Self::hash(1, &[&left.0, &right.0])
    }
}

/// The largest power of two below `n`, for `n` of 2 or more.
fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

/// The root over the leaves; that of no leaves is the hash of nothing.
pub fn root(leaves: &[Node]) -> Node {
    match leaves {
        [] => Node::hash(0, &[]),
        [one] => *one,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            Node::above(root(left), root(right))
        }
    }
}

/// The hashes that lead from the leaf at `index` to the root, lowest first; none beyond the end.
pub fn path(leaves: &[Node], index: usize) -> Vec<Node> {
    if leaves.len() < 2 || index >= leaves.len() {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, sibling) = if index < left.len() {
        (path(left, index), root(right))
    } else {
        (path(right, index - left.len()), root(left))
    };
    path.push(sibling);
    path
}

/// What goes with one record of a push so that it verifies alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The push's signature, over [`signed_bytes`].
    pub signature: Signature,
    /// Which record of the push it was, from 0.
    pub index: u32,
    /// How many records the push had.
    pub count: u32,
    /// The way to the root, lowest first; none in a push of one.
    pub path: Vec<Node>,
}

impl Proof {
    /// The proof of a push of one record.
    pub const fn alone(signature: Signature) -> Self {
        Self { signature, index: 0, count: 1, path: Vec::new() }
    }

    /// The proofs of all records of a push, in its order.
    ///
    /// # Errors
    /// [`Malformed::TooMany`] above [`crate::MAX_RECORDS`].
    pub fn of_push(signature: Signature, leaves: &[Node]) -> Result<Vec<Self>, Malformed> {
        if leaves.len() > crate::MAX_RECORDS {
            return Err(Malformed::TooMany { what: "records", most: crate::MAX_RECORDS });
        }
        let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
        let proofs = (0..count).zip(0..leaves.len());
        Ok(proofs.map(|(index, n)| Self { signature, index, count, path: path(leaves, n) }).collect())
    }

    /// The root this proof leads to from a leaf; `None` where its path has another length than it should.
    /// After RFC 9162, section 2.1.3.2.
    pub fn root(&self, leaf: Node) -> Option<Node> {
        if self.index >= self.count {
            return None;
        }
        let (mut at, mut last, mut node) = (self.index, self.count - 1, leaf);
        for &other in &self.path {
            if last == 0 {
                return None;
            }
            if at % 2 == 1 || at == last {
                node = Node::above(other, node);
                while at % 2 == 0 && at != 0 {
                    at /= 2;
                    last /= 2;
                }
            } else {
                node = Node::above(node, other);
            }
            at /= 2;
            last /= 2;
        }
        (last == 0).then_some(node)
    }
}

/// What a device signs for a push.
pub fn signed_bytes(circle: &CircleId, device: &DeviceId, count: u32, root: Node) -> Vec<u8> {
    Writer::new("tanomo push 1")
        .fixed(circle.bytes())
        .fixed(device.bytes())
        .number(u64::from(count))
        .fixed(root.bytes())
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(n: usize) -> Vec<Node> {
        (0..n).map(|i| Node::leaf(&i.to_be_bytes())).collect()
    }

    #[test]
    fn every_record_of_every_push_leads_to_its_root_and_to_no_other() {
        for n in (1..=20).chain([31, 32, 33, 63, 64, 65, 99, crate::MAX_RECORDS]) {
            let leaves = leaves(n);
            let proofs = Proof::of_push(Signature::new([0; 64]), &leaves).unwrap();
            for (i, proof) in proofs.iter().enumerate() {
                assert_eq!(proof.root(leaves[i]), Some(root(&leaves)), "{i} of {n}");
                assert_ne!(proof.root(Node::leaf(b"other")), Some(root(&leaves)));
            }
        }
        assert!(Proof::of_push(Signature::new([0; 64]), &leaves(101)).is_err());
    }

    #[test]
    fn a_proof_changed_in_any_part_leads_elsewhere() {
        let leaves = leaves(7);
        let proof = Proof::of_push(Signature::new([0; 64]), &leaves).unwrap().remove(2);
        let root = Some(root(&leaves));
        assert_eq!(proof.root(leaves[2]), root);
        assert_ne!(Proof { index: 3, ..proof.clone() }.root(leaves[2]), root);
        assert_eq!(Proof { index: 7, ..proof.clone() }.root(leaves[2]), None);
        assert_eq!(Proof { path: proof.path[1..].to_vec(), ..proof.clone() }.root(leaves[2]), None);
        let longer = [proof.path.clone(), vec![leaves[0]]].concat();
        assert_eq!(Proof { path: longer, ..proof.clone() }.root(leaves[2]), None);
        for i in 0..proof.path.len() {
            let mut touched = proof.clone();
            touched.path[i].0[0] ^= 1;
            assert_ne!(touched.root(leaves[2]), root);
        }
    }

    #[test]
    fn a_leaf_is_never_taken_for_a_node() {
        let leaves = leaves(2);
        let both = [leaves[0].0, leaves[1].0].concat();
        assert_ne!(Node::leaf(&both), root(&leaves));
    }
}
