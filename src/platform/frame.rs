//! One step a frame: however often a hand is reported, the map is drawn as often as the screen shows it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::gesture::{Gesture, GestureHandler};

/// Passes movements of the map on together, in the next frame: two fingers are reported one by one, and some browsers
/// and pointers report far more often than there are frames. Whoever is told of several at once draws once. Anything
/// else is passed on at once, after the movements before it.
pub(super) fn once_a_frame(tell: GestureHandler) -> GestureHandler {
    let waiting = Rc::new(RefCell::new(Vec::new()));
    let flush = {
        let (waiting, tell) = (waiting.clone(), tell.clone());
        // Taken first: who is told may cause the next movement.
        move || waiting.take().into_iter().for_each(|gesture| tell(gesture))
    };
    Rc::new(move |gesture| {
        if !matches!(gesture, Gesture::Move(_)) {
            flush();
            tell(gesture);
            return;
        }
        let is_first = waiting.borrow().is_empty();
        waiting.borrow_mut().push(gesture);
        if is_first && let Some(window) = super::page::window() {
            let in_frame = Closure::once_into_js(flush.clone());
            let _ = window.request_animation_frame(in_frame.unchecked_ref());
        }
    })
}
