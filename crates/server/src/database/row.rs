//! Between the wire's types and columns of bytes and numbers.

use tanomo_wire::circle::{Invite, Newcomer, Uses};
use tanomo_wire::revision::Blobs;
use tanomo_wire::{BlobHash, Change, Entry, Node, Opaque, Proof, Revision, Role, Sealed, Seq, SignedEntry};

use super::{Browser, DatabaseError, Head, KeptInvite, KeptNewcomer, Member};

/// A number as databases have it; all of ours are below 2⁵³, or mean "never" where they are not.
pub(in crate::database) fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub(in crate::database) fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

pub(in crate::database) fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

/// Place, bytes, entries, whether ended.
pub(in crate::database) type HeadRow = (i64, i64, i64, i64);

pub(in crate::database) fn head((seq, bytes, entries, ended): HeadRow) -> Head {
    Head { seq: unsigned(seq), bytes: unsigned(bytes), entries: small(entries), ended: ended != 0 }
}

/// A change as columns: id, place in the feed, device, signature, place in the push, how many it had, path,
/// rev, base, epoch, sealed, photos.
pub(in crate::database) type ChangeRow =
    (Vec<u8>, i64, Vec<u8>, Vec<u8>, i64, i64, Vec<u8>, Vec<u8>, Option<Vec<u8>>, Vec<u8>, Vec<u8>, Vec<u8>);

/// The path of a proof, or a list of photos, one after another.
pub(in crate::database) fn path_bytes(proof: &Proof) -> Vec<u8> {
    proof.path.iter().flat_map(|node| *node.bytes()).collect()
}

pub(in crate::database) fn blob_bytes(blobs: &Blobs) -> Vec<u8> {
    blobs.hashes().iter().flat_map(|hash| *hash.bytes()).collect()
}

pub(in crate::database) fn change(
    (id, seq, device, signature, place, pushed, path, rev, base, epoch, sealed, blobs): ChangeRow,
) -> Result<Change, DatabaseError> {
    let path = path.as_chunks::<{ Node::BYTES }>().0;
    let hashes = blobs.as_chunks::<{ BlobHash::BYTES }>().0;
    Ok(Change {
        seq: Seq::new(unsigned(seq)),
        device: device.as_slice().try_into()?,
        proof: Proof {
            signature: signature.as_slice().try_into()?,
            index: small(place),
            count: small(pushed),
            path: path.iter().copied().map(Node::new).collect(),
        },
        revision: Revision {
            id: id.as_slice().try_into()?,
            rev: rev.as_slice().try_into()?,
            base: base.as_deref().map(TryInto::try_into).transpose()?,
            epoch: epoch.as_slice().try_into()?,
            sealed: Sealed::new(sealed)?,
            blobs: Blobs::new(hashes.iter().copied().map(BlobHash::new).collect())?,
        },
    })
}

/// A roster's entry as columns: the signed bytes and the signature.
pub(in crate::database) type EntryRow = (Vec<u8>, Vec<u8>);

pub(in crate::database) fn entry((bytes, signature): EntryRow) -> Result<SignedEntry, DatabaseError> {
    Ok(SignedEntry::new(Entry::from_bytes(&bytes)?, signature.as_slice().try_into()?))
}

/// Role, whether revoked, key.
pub(in crate::database) type MemberRow = (i64, i64, Vec<u8>);

pub(in crate::database) const fn role_number(role: Role) -> i64 {
    match role {
        Role::Helper => 0,
        Role::Coordinator => 1,
        Role::Lead => 2,
    }
}

pub(in crate::database) fn member((role, revoked, sign): MemberRow) -> Result<Member, DatabaseError> {
    let role = match role {
        0 => Role::Helper,
        1 => Role::Coordinator,
        2 => Role::Lead,
        _ => return Err(DatabaseError::Broken("a role that is none".to_owned())),
    };
    Ok(Member { role, revoked: revoked != 0, sign: sign.as_slice().try_into()? })
}

/// Address, key, secret, when it was last pushed to.
pub(in crate::database) type BrowserRow = (String, Vec<u8>, Vec<u8>, i64);

pub(in crate::database) fn browser(
    (endpoint, p256dh, auth, pushed): BrowserRow,
) -> Result<Browser, DatabaseError> {
    let (p256dh, auth) = (p256dh.as_slice().try_into()?, auth.as_slice().try_into()?);
    Ok(Browser { endpoint, p256dh, auth, pushed: unsigned(pushed) })
}

/// Keys, member, when, which invitation.
pub(in crate::database) type NewcomerRow = (Vec<u8>, Vec<u8>, Vec<u8>, i64, Vec<u8>);

pub(in crate::database) fn newcomer(
    (sign, seal, member, asked, invite): NewcomerRow,
) -> Result<KeptNewcomer, DatabaseError> {
    let newcomer = Newcomer {
        sign: sign.as_slice().try_into()?,
        seal: seal.as_slice().try_into()?,
        member: member.as_slice().try_into()?,
    };
    Ok(KeptNewcomer { newcomer, asked: unsigned(asked), invite: invite.as_slice().try_into()? })
}

/// Name, token, whether single, until, envelope, whether over.
pub(in crate::database) type InviteRow = (Vec<u8>, Vec<u8>, i64, i64, Option<Vec<u8>>, i64);

pub(in crate::database) fn invite(
    (name, token, single, until, envelope, closed): InviteRow,
) -> Result<KeptInvite, DatabaseError> {
    let invite = Invite {
        proto: tanomo_wire::PROTO,
        invite: name.as_slice().try_into()?,
        token: token.as_slice().try_into()?,
        uses: if single != 0 { Uses::One } else { Uses::Many },
        until: unsigned(until),
        envelope: envelope.map(Opaque::new).transpose()?,
    };
    Ok(KeptInvite { invite, over: closed != 0 })
}
