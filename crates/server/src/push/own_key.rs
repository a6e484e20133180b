//! The key this server signs its pushes with (VAPID, RFC 8292): made at the first start and kept in the database,
//! because a browser's subscription counts for one key alone, and any node may send.

use anyhow::{Context, Result};
use base64ct::{Base64UrlUnpadded, Encoding};
use tanomo_wire::names::PushKey;
use url::Url;
use web_push_native::p256::ecdsa::signature::Signer;
use web_push_native::p256::ecdsa::{Signature, SigningKey};

use crate::database::Database;

/// Under which name the database keeps it.
const NAME: &str = "push key";

/// How long a signature holds: 12 hours; push services take none that holds longer than a day.
const HOLDS_SECONDS: u64 = 12 * 60 * 60;

/// The key, and who answers for what is sent with it.
pub struct OwnKey {
    key: SigningKey,
    contact: Option<String>,
}

impl std::fmt::Debug for OwnKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OwnKey(…)")
    }
}

impl OwnKey {
    /// The kept one, or a new one where there is none; nodes that start together get the same.
    ///
    /// # Errors
    /// The database, or a system without random numbers.
    pub async fn kept(database: &dyn Database, contact: Option<String>) -> Result<Self> {
        let mut drawn = [0; 32];
        // One number in 2³² is no key.
        let drawn = loop {
            getrandom::fill(&mut drawn).map_err(|why| anyhow::anyhow!("no random numbers: {why}"))?;
            if let Ok(key) = SigningKey::from_slice(&drawn) {
                break key;
            }
        };
        let kept = database.keep_once(NAME, &drawn.to_bytes()).await.context("the key for pushes")?;
        Ok(Self { key: SigningKey::from_slice(&kept).context("the key for pushes")?, contact })
    }

    /// What a browser subscribes with: the point, uncompressed.
    pub fn public(&self) -> Option<PushKey> {
        self.key.verifying_key().to_encoded_point(false).as_bytes().try_into().ok()
    }

    /// The header of a push to this address, at a second since 1970 (RFC 8292, section 3; RFC 7515 for the token). No space stands
    /// after the comma: not everybody who reads one expects it.
    pub fn authorization(&self, to: &Url, now: u64) -> Option<String> {
        let mut claims = serde_json::json!({
            "aud": to.origin().ascii_serialization(),
            "exp": now + HOLDS_SECONDS,
        });
        if let Some(contact) = &self.contact {
            claims["sub"] = contact.as_str().into();
        }
        let header = serde_json::json!({ "typ": "JWT", "alg": "ES256" });
        let part = |value: &serde_json::Value| Base64UrlUnpadded::encode_string(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature: Signature = self.key.try_sign(signed.as_bytes()).ok()?;
        let signature = Base64UrlUnpadded::encode_string(&signature.to_bytes());
        Some(format!("vapid t={signed}.{signature},k={}", self.public()?))
    }
}
