//! The phone's own unlock (a face, a finger, the lock of its screen) as 32 secret bytes: WebAuthn's extension `prf`
//! (WebAuthn level 3, section 10.1.4). Nothing is sent anywhere; the browser keeps the key, and asks the person.
//!
//! (web-sys knows neither the extension nor what it gives, so everything is asked for by name.)

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// How long the person may take, in milliseconds.
const WITHIN: u32 = 60_000;

/// Whether this phone has such an unlock. Whether it gives secrets is only seen when it is tried.
pub async fn offered() -> bool {
    let asked = || -> Option<Promise> {
        let class = Reflect::get(window()?.as_ref(), &"PublicKeyCredential".into()).ok()?;
        let ask = Reflect::get(&class, &"isUserVerifyingPlatformAuthenticatorAvailable".into()).ok()?;
        ask.dyn_into::<Function>().ok()?.call0(&class).ok()?.dyn_into().ok()
    };
    match asked() {
        Some(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// Makes a credential on this phone; gives what names it. `None` where the person, or the phone, would not.
pub async fn make(name: &str, user: &[u8], challenge: &[u8], salt: &[u8]) -> Option<Vec<u8>> {
    let parameters = Array::new();
    for algorithm in [-7.0, -257.0] {
        parameters.push(&object(&[("type", "public-key".into()), ("alg", JsValue::from_f64(algorithm))]));
    }
    let user = [("id", bytes(user)), ("name", name.into()), ("displayName", name.into())];
    let wants = [
        ("authenticatorAttachment", "platform".into()),
        ("residentKey", "discouraged".into()),
        ("userVerification", "required".into()),
    ];
    let options = object(&[
        ("rp", object(&[("name", name.into())])),
        ("user", object(&user)),
        ("challenge", bytes(challenge)),
        ("pubKeyCredParams", parameters.into()),
        ("authenticatorSelection", object(&wants)),
        ("timeout", WITHIN.into()),
        ("extensions", prf(salt)),
    ]);
    let made = credentials("create", options).await?;
    let enabled = Reflect::get(&results(&made)?, &"enabled".into()).ok()?;
    enabled.is_truthy().then(|| raw(&made, "rawId"))?
}

/// The secret that belongs to a credential and a salt: the same each time. `None` where the person would not.
pub async fn secret(credential: &[u8], challenge: &[u8], salt: &[u8]) -> Option<[u8; 32]> {
    let known = object(&[
        ("type", "public-key".into()),
        ("id", bytes(credential)),
        ("transports", Array::of1(&"internal".into()).into()),
    ]);
    let options = object(&[
        ("challenge", bytes(challenge)),
        ("allowCredentials", Array::of1(&known).into()),
        ("userVerification", "required".into()),
        ("timeout", WITHIN.into()),
        ("extensions", prf(salt)),
    ]);
    let got = credentials("get", options).await?;
    let found = Reflect::get(&results(&got)?, &"results".into()).ok()?;
    raw(&found, "first")?.try_into().ok()
}

/// Asks the browser's credentials, and the person.
async fn credentials(method: &str, options: JsValue) -> Option<JsValue> {
    let promise: Promise = {
        let all = Reflect::get(window()?.navigator().as_ref(), &"credentials".into()).ok()?;
        let ask: Function = Reflect::get(&all, &method.into()).ok()?.dyn_into().ok()?;
        ask.call1(&all, &object(&[("publicKey", options)])).ok()?.dyn_into().ok()?
    };
    JsFuture::from(promise).await.ok().filter(|answer| !answer.is_null())
}

/// What the extension gave.
fn results(credential: &JsValue) -> Option<JsValue> {
    let ask: Function =
        Reflect::get(credential, &"getClientExtensionResults".into()).ok()?.dyn_into().ok()?;
    Reflect::get(&ask.call0(credential).ok()?, &"prf".into()).ok().filter(|prf| !prf.is_undefined())
}

fn prf(salt: &[u8]) -> JsValue {
    object(&[("prf", object(&[("eval", object(&[("first", bytes(salt))]))]))])
}

fn raw(of: &JsValue, name: &str) -> Option<Vec<u8>> {
    let buffer = Reflect::get(of, &name.into()).ok()?;
    (!buffer.is_undefined()).then(|| Uint8Array::new(&buffer).to_vec())
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
