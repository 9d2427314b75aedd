//! What waits until nothing moves any more.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use crate::scene::Target;

/// For so long nothing moves before what is clicked and read follows, and before more of a file is asked for.
const SETTLED: Duration = Duration::from_millis(120);

/// What can be clicked and read.
#[derive(Default)]
pub(super) struct Seen {
    pub targets: Vec<Target>,
    pub cards: Vec<usize>,
}

/// What is done once nothing has moved for a while.
#[derive(Default)]
pub(super) struct Waiting(Cell<Option<TimeoutHandle>>);

impl Waiting {
    /// Does it then, instead of what was waiting before.
    pub fn start(&self, then: impl FnOnce() + 'static) {
        if let Some(before) = self.0.take() {
            before.clear();
        }
        self.0.set(set_timeout_with_handle(then, SETTLED).ok());
    }
}
