//! What comes nearer along a line: a wheel that is turned with Ctrl or ⌘, and two fingers. The plain wheel and one finger
//! are the page's.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent, WheelEvent};

use super::page::part;
use super::watch::{Subscription, listen};

/// Coming nearer by this factor's exponent a pixel of wheel, as on the map.
const WHEEL_RATE: f64 = 0.0022;
/// The same for a pinch on a touch pad, which browsers send as a wheel with Ctrl in small steps.
const PINCH_RATE: f64 = 0.011;
/// Pixels to a line, for wheels that count in lines.
const LINE_PX: f64 = 16.0;
/// Fingers nearer than this are as if so far apart.
const LEAST_APART_PX: f64 = 24.0;

/// What two fingers or a wheel do, at so many pixels from the left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Span {
    /// Two fingers have taken hold.
    Start,
    /// What was at one place is at another now, and all is so many times as long.
    Move {
        /// The one place.
        from_px: f64,
        /// The other one.
        to_px: f64,
        /// More than 1 is nearer.
        factor: f64,
    },
    /// One of the fingers has let go.
    End,
}

/// Tells of wheel and fingers over those elements in a part of the app that a selector finds, in pixels from the left of
/// another part; the listeners last as long as the result.
pub fn on_span(
    class: &str,
    measured_from: &str,
    within: &'static str,
    tell: impl Fn(Span) + 'static,
) -> Vec<Subscription> {
    let (Some(part), Some(stage)) = (part(class), part(measured_from)) else {
        return Vec::new();
    };
    let tell = Rc::new(tell);
    let (on, told) = (stage.clone(), tell.clone());
    let mut listeners = vec![listen(&part, "wheel", true, move |event| {
        if let Some(span) = turned(&on, &event).filter(|_| is_within(&event, within)) {
            event.prevent_default();
            told(span);
        }
    })];
    let fingers: Rc<RefCell<Vec<(i32, f64)>>> = Rc::default();
    let (on, held, told) = (stage.clone(), fingers.clone(), tell.clone());
    listeners.push(listen(&part, "pointerdown", false, move |event| {
        let Some(pointer) = finger(&event).filter(|_| is_within(&event, within)) else {
            return;
        };
        let mut fingers = held.borrow_mut();
        if pointer.is_primary() {
            fingers.clear();
        }
        fingers.push((pointer.pointer_id(), x_px(&pointer, &on)));
        if fingers.len() == 2 {
            drop(fingers);
            told(Span::Start);
        }
    }));
    let (on, held, told) = (stage, fingers.clone(), tell.clone());
    listeners.push(listen(&part, "pointermove", false, move |event| {
        let Some(pointer) = finger(&event) else {
            return;
        };
        let at_px = x_px(&pointer, &on);
        let span = moved(&mut held.borrow_mut(), pointer.pointer_id(), at_px);
        if let Some(span) = span {
            told(span);
        }
    }));
    for name in ["pointerup", "pointercancel"] {
        let (held, told) = (fingers.clone(), tell.clone());
        listeners.push(listen(&part, name, false, move |event| {
            let Some(pointer) = finger(&event) else {
                return;
            };
            let mut fingers = held.borrow_mut();
            let were_two = fingers.len() == 2;
            fingers.retain(|finger| finger.0 != pointer.pointer_id());
            let is_end = were_two && fingers.len() < 2;
            drop(fingers);
            if is_end {
                told(Span::End);
            }
        }));
    }
    listeners
}

fn is_within(event: &Event, selector: &str) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
}

fn finger(event: &Event) -> Option<PointerEvent> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    (pointer.pointer_type() == "touch").then(|| pointer.clone())
}

/// What two fingers do when one of them is moved.
fn moved(fingers: &mut [(i32, f64)], id: i32, at_px: f64) -> Option<Span> {
    let [one, other] = fingers else {
        return None;
    };
    let before = [one.1, other.1];
    let held = if one.0 == id { one } else { other };
    if held.0 != id {
        return None;
    }
    held.1 = at_px;
    let after = [fingers.first()?.1, fingers.last()?.1];
    let middle = |[a, b]: [f64; 2]| 0.5 * (a + b);
    let apart = |[a, b]: [f64; 2]| (a - b).abs().max(LEAST_APART_PX);
    Some(Span::Move {
        from_px: middle(before),
        to_px: middle(after),
        factor: apart(after) / apart(before),
    })
}

fn turned(on: &Element, event: &Event) -> Option<Span> {
    let wheel = event.dyn_ref::<WheelEvent>()?;
    if !wheel.ctrl_key() && !wheel.meta_key() {
        return None;
    }
    let unit = match wheel.delta_mode() {
        WheelEvent::DOM_DELTA_PIXEL => 1.0,
        _ => LINE_PX,
    };
    let rate = if wheel.ctrl_key() {
        PINCH_RATE
    } else {
        WHEEL_RATE
    };
    let at_px = x_px(wheel, on);
    Some(Span::Move {
        from_px: at_px,
        to_px: at_px,
        factor: (-wheel.delta_y() * unit * rate).clamp(-0.7, 0.7).exp(),
    })
}

fn x_px(event: &web_sys::MouseEvent, on: &Element) -> f64 {
    f64::from(event.client_x()) - on.get_bounding_client_rect().left()
}

/// The key that an event is about, pressed with Alt and nothing else.
pub fn pressed_with_alt(event: &Event) -> Option<String> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let is_it = key.alt_key() && !key.ctrl_key() && !key.meta_key() && !key.shift_key();
    is_it.then(|| key.key())
}

/// Whether an event comes from a control that has a use for letters, digits and signs.
pub fn is_typing(event: &Event) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let typed = "select, input:not([type=range], [type=checkbox])";
    target.is_some_and(|target| matches!(target.matches(typed), Ok(true)))
}
