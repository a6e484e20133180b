//! Having this phone woken by its browser's push service (Push API, Notifications API). By name, because `web-sys` has
//! a type for each step and every one is code.

use futures::future::{Either, select};
use js_sys::{Function, JSON, Object, Promise, Reflect, Uint8Array};
use serde::Deserialize;
use std::pin::pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{clock, get, method, window};

/// Why the browser takes no pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSubscribed {
    /// It cannot, or not here: an iPhone can in an app on the home screen alone.
    Unsupported,
    /// The person said no, now or before.
    Denied,
    /// Its push service did not answer.
    Failed,
}

/// Where this browser takes pushes; the keys are base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct Subscribed {
    /// The push service's address of it.
    pub endpoint: String,
    /// Its key.
    pub p256dh: String,
    /// Its secret.
    pub auth: String,
}

/// Whether the browser has all it takes.
pub fn is_supported() -> bool {
    let Some(window) = window() else { return false };
    let has = |name: &str| get(&window, name).is_ok_and(|found| !found.is_undefined());
    has("PushManager")
        && has("Notification")
        && get(&window.navigator(), "serviceWorker").is_ok_and(|it| it.is_object())
}

/// Whether the person said no; only they can change that, in the browser's or the phone's settings.
pub fn is_denied() -> bool {
    let said = window()
        .and_then(|window| get(&window, "Notification").ok())
        .and_then(|it| get(&it, "permission").ok());
    said.and_then(|said| said.as_string()).as_deref() == Some("denied")
}

/// Asks the person, then the push service. `key` is the server's. Call it from a tap.
///
/// # Errors
/// [`NotSubscribed`].
pub async fn subscribe(key: &[u8]) -> Result<Subscribed, NotSubscribed> {
    if !is_supported() {
        return Err(NotSubscribed::Unsupported);
    }
    let notification = window().and_then(|window| get(&window, "Notification").ok());
    let notification = notification.ok_or(NotSubscribed::Unsupported)?;
    let said = call(&notification, "requestPermission", &[]).await.map_err(|_| NotSubscribed::Unsupported)?;
    if said.as_string().as_deref() != Some("granted") {
        return Err(NotSubscribed::Denied);
    }
    let pushes = subscriptions().await.map_err(|_| NotSubscribed::Failed)?;
    let options = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&options, &name.into(), value);
    // Every push is shown: browsers take no others.
    set("userVisibleOnly", &true.into()).map_err(|_| NotSubscribed::Failed)?;
    set("applicationServerKey", &Uint8Array::from(key)).map_err(|_| NotSubscribed::Failed)?;
    let subscription = match soon(call(&pushes, "subscribe", &[options.clone().into()])).await? {
        Ok(subscription) => subscription,
        Err(_) => {
            // One that stands for another server's key is in the way.
            unsubscribe().await;
            let again = soon(call(&pushes, "subscribe", &[options.into()])).await?;
            again.map_err(|_| NotSubscribed::Failed)?
        }
    };
    read(&subscription).ok_or(NotSubscribed::Failed)
}

/// Whether the browser takes pushes for this app now.
pub async fn is_subscribed() -> bool {
    if !is_supported() {
        return false;
    }
    let Ok(pushes) = subscriptions().await else { return false };
    call(&pushes, "getSubscription", &[]).await.is_ok_and(|found| found.is_object())
}

/// The browser takes no more pushes for this app.
pub async fn unsubscribe() {
    if let Ok(pushes) = subscriptions().await
        && let Ok(found) = call(&pushes, "getSubscription", &[]).await
        && found.is_object()
    {
        let _ = call(&found, "unsubscribe", &[]).await;
    }
}

fn read(subscription: &JsValue) -> Option<Subscribed> {
    #[derive(Deserialize)]
    struct Shown {
        endpoint: String,
        keys: Keys,
    }
    #[derive(Deserialize)]
    struct Keys {
        p256dh: String,
        auth: String,
    }
    let text = JSON::stringify(subscription).ok()?.as_string()?;
    let Shown { endpoint, keys } = serde_json::from_str(&text).ok()?;
    let plain = |key: String| key.trim_end_matches('=').to_owned();
    Some(Subscribed { endpoint, p256dh: plain(keys.p256dh), auth: plain(keys.auth) })
}

/// How long the browser's push service may take, in milliseconds; without a network some ask for ever.
const PATIENCE: i32 = 15_000;

/// What it answers in time.
async fn soon(
    asked: impl Future<Output = Result<JsValue, JsValue>>,
) -> Result<Result<JsValue, JsValue>, NotSubscribed> {
    let (asked, late) = (pin!(asked), pin!(JsFuture::from(clock::after(PATIENCE))));
    match select(asked, late).await {
        Either::Left((answered, _)) => Ok(answered),
        Either::Right(_) => Err(NotSubscribed::Failed),
    }
}

async fn subscriptions() -> Result<JsValue, JsValue> {
    let navigator = window().ok_or(JsValue::NULL)?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into())?;
    let registration = call(&container, "getRegistration", &[]).await?;
    Reflect::get(&registration, &"pushManager".into())
}

async fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = method(of, name).map_err(|_| JsValue::NULL)?;
    let arguments = arguments.iter().collect::<js_sys::Array>();
    let promise: Promise = function.apply(of, &arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}
