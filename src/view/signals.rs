//! Signals of every type over signals of one type.
//!
//! Leptos compiles the whole machinery of a signal once for each type it holds, some five kilobytes each, and this
//! app holds sixty types. Here every signal of leptos holds a [`Value`], which may be anything, and what stands in
//! front of it knows the type: [`RwSignal`], [`Memo`] and [`Signal`] have the methods of leptos's, and cost a type
//! no more than the step from anything to it.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use leptos::prelude as leptos_signals;

/// One function for all types, so that it is not compiled into each.
#[cold]
fn another_type() -> ! {
    unreachable!("a signal holds the type it was made with")
}

/// What a signal may hold.
pub trait Held: Send + Sync + 'static {}

impl<T: Send + Sync + 'static> Held for T {}

/// Anything, and how two of it are compared.
struct Value {
    held: Box<dyn Any + Send + Sync>,
    same: fn(&Value, &Value) -> bool,
}

impl Value {
    fn new<T: Held>(value: T) -> Value {
        Value { held: Box::new(value), same: |_, _| false }
    }

    fn comparable<T: Held + PartialEq>(value: T) -> Value {
        Value { held: Box::new(value), same: |one, other| one.get::<T>() == other.get::<T>() }
    }

    fn get<T: Held>(&self) -> &T {
        match self.held.downcast_ref() {
            Some(value) => value,
            None => another_type(),
        }
    }

    fn get_mut<T: Held>(&mut self) -> &mut T {
        match self.held.downcast_mut() {
            Some(value) => value,
            None => another_type(),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        (self.same)(self, other)
    }
}

/// A value read in place.
pub struct Read<G, T>(G, PhantomData<fn() -> T>);

impl<G: Deref<Target = Value>, T: Held> Deref for Read<G, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.get()
    }
}

/// A value changed in place; who reads it is told when this goes.
pub struct Write<G, T>(G, PhantomData<fn() -> T>);

impl<G: Deref<Target = Value>, T: Held> Deref for Write<G, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.get()
    }
}

impl<G: DerefMut<Target = Value>, T: Held> DerefMut for Write<G, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_mut()
    }
}

macro_rules! handle {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        pub struct $name<T>(leptos_signals::$name<Value>, PhantomData<fn() -> T>);

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> std::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<T: Held> $name<T> {
            /// Reads the value in place; who reads it so is run again when it changes.
            pub fn read(self) -> impl Deref<Target = T> {
                Read(leptos_signals::Read::read(&self.0), PhantomData)
            }

            /// Reads the value in place, this once.
            pub fn read_untracked(self) -> impl Deref<Target = T> {
                Read(leptos_signals::ReadUntracked::read_untracked(&self.0), PhantomData)
            }

            /// Looks at the value; who looks is run again when it changes.
            pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
                look(&self.read())
            }

            /// Looks at the value, this once.
            pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
                look(&self.read_untracked())
            }

            /// A copy of the value; who asks is run again when it changes.
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.read().clone()
            }

            /// A copy of the value, this once.
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.read_untracked().clone()
            }

            /// Has who calls it run again when the value changes.
            pub fn track(self) {
                leptos_signals::Track::track(&self.0);
            }
        }
    };
}

handle! {
    /// A value that can be changed.
    RwSignal
}

handle! {
    /// A value worked out from others; who reads it is told only when it differs.
    Memo
}

handle! {
    /// A value to read, wherever it comes from.
    Signal
}

impl<T: Held> RwSignal<T> {
    /// A signal that holds `value`.
    pub fn new(value: T) -> RwSignal<T> {
        RwSignal(leptos_signals::RwSignal::new(Value::new(value)), PhantomData)
    }

    /// Puts `value` in place of the old one.
    pub fn set(self, value: T) {
        leptos_signals::Set::set(&self.0, Value::new(value));
    }

    /// The same, where the page that made the signal may be gone: then the value comes back.
    pub fn try_set(self, value: T) -> Option<()> {
        leptos_signals::Set::try_set(&self.0, Value::new(value)).map(drop)
    }

    /// Changes the value; who reads it is told.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.write());
    }

    /// The same, where the page that made the signal may be gone: then nothing happens.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut value = leptos_signals::Write::try_write(&self.0)?;
        Some(change(value.get_mut()))
    }

    /// Changes the value in place; who reads it is told when the guard goes.
    pub fn write(&self) -> impl DerefMut<Target = T> {
        Write(leptos_signals::Write::write(&self.0), PhantomData)
    }

    /// A copy of the value, this once; `None` when the page that made the signal is gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        Some(leptos_signals::ReadUntracked::try_read_untracked(&self.0)?.get::<T>().clone())
    }
}

impl<T: Held + Default> Default for RwSignal<T> {
    fn default() -> Self {
        RwSignal::new(T::default())
    }
}

/// A value worked out again when what it reads changed, and told on only when it differs.
pub fn memo<T: Held + PartialEq>(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Memo<T> {
    let work_out = move |last: Option<&Value>| Value::comparable(work_out(last.map(Value::get)));
    Memo(memo_of_any(Box::new(work_out)), PhantomData)
}

type WorkOut = Box<dyn Fn(Option<&Value>) -> Value + Send + Sync>;

fn memo_of_any(work_out: WorkOut) -> leptos_signals::Memo<Value> {
    leptos_signals::Memo::new(work_out)
}

impl<T: Held> Signal<T> {
    /// A value asked for again at each reading.
    pub fn derive(ask: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
        Signal(signal_of_any(Box::new(move || Value::new(ask()))), PhantomData)
    }

    /// A value that stays.
    pub fn stored(value: T) -> Signal<T> {
        Signal(leptos_signals::Signal::stored(Value::new(value)), PhantomData)
    }
}

fn signal_of_any(ask: Box<dyn Fn() -> Value + Send + Sync>) -> leptos_signals::Signal<Value> {
    leptos_signals::Signal::derive(ask)
}

impl<T: Held + Default> Default for Signal<T> {
    fn default() -> Self {
        Signal::stored(T::default())
    }
}

impl<T: Held> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Signal(signal.0.into(), PhantomData)
    }
}

impl<T: Held> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Signal(memo.0.into(), PhantomData)
    }
}

impl<T: Held, F: Fn() -> T + Send + Sync + 'static> From<F> for Signal<T> {
    fn from(ask: F) -> Self {
        Signal::derive(ask)
    }
}

macro_rules! stored {
    ($($type:ty),*) => {$(
        impl From<$type> for Signal<$type> {
            fn from(value: $type) -> Self {
                Signal::stored(value)
            }
        }
    )*};
}

stored!(bool, u32, String, &'static str);

impl From<&str> for Signal<String> {
    fn from(value: &str) -> Self {
        Signal::stored(value.to_owned())
    }
}
