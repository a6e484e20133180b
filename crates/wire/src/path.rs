//! Where everything is. No path or query ever holds a secret.

use crate::{BlobHash, CircleId, InviteId};

/// All of the protocol's paths begin with this.
pub const V1: &str = "/v1";
/// `POST`: make a circle.
pub const CIRCLES: &str = "/v1/circles";
/// `POST`, by a lead.
pub const INVITES: &str = "/v1/circles/{circle}/invites";
/// `GET` with the invitation's token; `DELETE` by a lead ends it.
pub const INVITE: &str = "/v1/circles/{circle}/invites/{invite}";
/// `POST`: join; `GET`, by a lead: who waits.
pub const DEVICES: &str = "/v1/circles/{circle}/devices";
/// `GET`, also for devices that are out or wait to be let in, and `POST`.
pub const ROSTER: &str = "/v1/circles/{circle}/roster";
/// `POST`: push and pull.
pub const SYNC: &str = "/v1/circles/{circle}/sync";
/// `GET`: long poll.
pub const CHANGES: &str = "/v1/circles/{circle}/changes";
/// `GET`.
pub const DIGEST: &str = "/v1/circles/{circle}/digest";
/// `GET`: a bucket, or a page of everything.
pub const RECORDS: &str = "/v1/circles/{circle}/records";
/// `POST`.
pub const WAKES: &str = "/v1/circles/{circle}/wakes";
/// `PUT` and `DELETE`.
pub const SUBSCRIPTION: &str = "/v1/circles/{circle}/subscription";
/// `GET`: what a browser subscribes to pushes with.
pub const PUSH: &str = "/v1/push";
/// `PUT`, `GET`, `HEAD`, and `DELETE` by a lead. Resumable: `HEAD` answers how much is there, and a `PUT`
/// with `Content-Range` (RFC 9110, section 14.5) goes on from it.
pub const BLOB: &str = "/v1/circles/{circle}/blobs/{hash}";
/// `GET`: the process runs.
pub const HEALTHZ: &str = "/healthz";
/// `GET`: the database answers.
pub const READYZ: &str = "/readyz";
/// `GET`: for Prometheus.
pub const METRICS: &str = "/metrics";
/// `GET`: this protocol, described.
pub const OPENAPI: &str = "/openapi.json";

/// One of the templates above, for a circle.
pub fn of(template: &str, circle: &CircleId) -> String {
    template.replace("{circle}", &circle.to_string())
}

/// [`INVITE`] of one invitation.
pub fn invite(circle: &CircleId, invite: &InviteId) -> String {
    of(INVITE, circle).replace("{invite}", &invite.to_string())
}

/// [`BLOB`] of one photo.
pub fn blob(circle: &CircleId, hash: &BlobHash) -> String {
    of(BLOB, circle).replace("{hash}", &hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_what_it_is_of() {
        let circle = CircleId::new([0; 32]);
        let name = "A".repeat(43);
        assert_eq!(of(SYNC, &circle), format!("/v1/circles/{name}/sync"));
        assert_eq!(blob(&circle, &BlobHash::new([0; 32])), format!("/v1/circles/{name}/blobs/{name}"));
        let invite = invite(&circle, &InviteId::new([0; 8]));
        assert_eq!(invite, format!("/v1/circles/{name}/invites/AAAAAAAAAAA"));
    }
}
