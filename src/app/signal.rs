//! Signals and memos of one type each, whatever they hold.
//!
//! Leptos compiles a signal's machinery again for each type of value: with some twenty types that was a fifth of
//! the first download. Here the value is behind an `Any`, so that it is compiled once; what a signal gives and takes
//! is typed all the same.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// What can be in a signal.
pub trait Content: Clone + Send + Sync + 'static {}
impl<T: Clone + Send + Sync + 'static> Content for T {}

type Erased = Arc<dyn Any + Send + Sync>;

/// The value as what it was put in as: nothing else can be in a signal of that type.
fn typed<T: Content>(value: &Erased) -> T {
    match value.downcast_ref::<T>() {
        Some(value) => value.clone(),
        None => unreachable!("a signal holds the type it was made with"),
    }
}

/// A value whose readers are told when it is set. Meant for values that are cheap to clone.
pub struct Slot<T> {
    signal: RwSignal<Erased>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}

impl<T: Content> Slot<T> {
    /// A slot with its first value.
    pub fn new(value: T) -> Self {
        Self {
            signal: RwSignal::new(Arc::new(value)),
            kind: PhantomData,
        }
    }

    /// The value; whoever asks is told of the next one.
    pub fn get(self) -> T {
        typed(&self.signal.get())
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        typed(&self.signal.get_untracked())
    }

    /// Asks to be told of the next value.
    pub fn track(self) {
        self.signal.track();
    }

    /// Sets the value and tells its readers.
    pub fn set(self, value: T) {
        self.signal.set(Arc::new(value));
    }

    /// Changes the value and tells its readers.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

/// A derived value that tells its readers only when it really changes.
pub struct Derived<T> {
    memo: Memo<Comparable>,
    kind: PhantomData<fn() -> T>,
}

#[derive(Clone)]
struct Comparable {
    value: Erased,
    is_same: fn(&Erased, &Erased) -> bool,
}

impl PartialEq for Comparable {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&self.value, &other.value)
    }
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: Content + PartialEq> Derived<T> {
    /// The value that `derive` makes of other signals.
    pub fn new(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let derive = move || Comparable {
            value: Arc::new(derive()),
            is_same: |a, b| a.downcast_ref::<T>() == b.downcast_ref::<T>(),
        };
        Self {
            memo: memo(Box::new(derive)),
            kind: PhantomData,
        }
    }

    /// The value; whoever asks is told of the next one.
    pub fn get(self) -> T {
        typed(&self.memo.get().value)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        typed(&self.memo.get_untracked().value)
    }
}

fn memo(derive: Box<dyn Fn() -> Comparable + Send + Sync>) -> Memo<Comparable> {
    Memo::new(move |_: Option<&Comparable>| derive())
}
