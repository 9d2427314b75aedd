//! Pointers and wheel on the map, as movements.
//!
//! One pointer drags, two pinch, the wheel zooms about the pointer. A double click or tap comes nearer, with Shift or
//! Alt it goes away, as does a tap with two fingers; Shift and a drag with the mouse draws a box to come nearer to. In an embed the map is cooperative: one finger
//! and the plain wheel scroll the article, two fingers or Ctrl/⌘ + wheel move the map.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent, TouchEvent, WheelEvent};

use super::watch::{Subscription, listen};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::view::MapMove;

/// What a person does on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// A movement of the map.
    Move(MapMove),
    /// A movement that takes a moment.
    Fly(MapMove),
    /// The box that is being drawn to come nearer to what is in it; `None` once it is done.
    Band(Option<ScreenRect>),
    /// A click or tap on the ground, that was no drag.
    Tap(ScreenPoint),
    /// The plain wheel over a cooperative map: it scrolls the page, and a hint is due.
    WheelHint,
    /// One finger dragging over a cooperative map: it scrolls the page, and a hint is due.
    TouchHint,
}

/// Who is told of gestures.
pub type GestureHandler = Rc<dyn Fn(Gesture)>;

/// Movement below this is a shaky click.
const DRAG_PX: f64 = 4.0;
/// Zoom by this factor's exponent a pixel of wheel.
const WHEEL_RATE: f64 = 0.0022;
/// The same for a pinch on a touch pad, which browsers send as a wheel with Ctrl in small steps.
const PINCH_RATE: f64 = 0.011;
/// Pixels to a line, for wheels that count in lines.
const LINE_PX: f64 = 16.0;
/// A second click so soon and so near makes a double click; so short is a tap.
const DOUBLE_MS: f64 = 400.0;
const DOUBLE_PX: f64 = 30.0;
/// A double click comes nearer by this factor.
const DOUBLE_ZOOM: f64 = 2.0;
/// A box smaller than this on a side is none.
const LEAST_BAND_PX: f64 = 8.0;

#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    at: ScreenPoint,
    down_at: ScreenPoint,
}

#[derive(Default)]
struct Fingers {
    down: Vec<Finger>,
    is_drag: bool,
    /// Whether the drag draws a box.
    is_band: bool,
    /// When and where the first of two fingers touched the map that have not moved since.
    pair: Option<(f64, ScreenPoint)>,
    /// When and where the last click was that was no drag.
    last_click: Option<(f64, ScreenPoint)>,
}

/// Watches the map in the part of the app with this class; the listeners last as long as the result.
pub fn watch_gestures(
    class: &str,
    is_cooperative: bool,
    tell: GestureHandler,
) -> Vec<Subscription> {
    let Some(stage) = &super::page::part(class) else {
        return Vec::new();
    };
    if is_cooperative {
        let _ = stage.set_attribute("data-cooperative", "");
    }
    let tell = super::frame::once_a_frame(tell);
    let fingers = Rc::new(RefCell::new(Fingers::default()));
    let mut subscriptions = Vec::new();
    let (on, state) = (stage.clone(), fingers.clone());
    subscriptions.push(listen(stage, "pointerdown", false, move |event| {
        press(&on, &state, &event)
    }));
    let (on, state, out) = (stage.clone(), fingers.clone(), tell.clone());
    subscriptions.push(listen(stage, "pointermove", false, move |event| {
        drag(&on, &state, &event, is_cooperative, &out);
    }));
    for name in ["pointerup", "pointercancel"] {
        let (state, out) = (fingers.clone(), tell.clone());
        subscriptions.push(listen(stage, name, false, move |event| {
            lift(&state, &event, &out)
        }));
    }
    let (state, out) = (fingers.clone(), tell.clone());
    subscriptions.push(listen(stage, "keydown", false, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>();
        let is_escape = key.is_some_and(|key| key.key() == "Escape");
        if is_escape && std::mem::take(&mut state.borrow_mut().is_band) {
            state.borrow_mut().down.clear();
            event.stop_immediate_propagation();
            out(Gesture::Band(None));
        }
    }));
    let (on, state, out) = (stage.clone(), fingers, tell.clone());
    subscriptions.push(listen(stage, "click", true, move |event| {
        click(&on, &state, &event, &out)
    }));
    let (on, out) = (stage.clone(), tell);
    subscriptions.push(listen(stage, "wheel", true, move |event| {
        wheel(&on, &event, is_cooperative, &out);
    }));
    subscriptions.push(listen(stage, "touchmove", true, |event| {
        // Two fingers are ours even where one finger scrolls the page.
        if event
            .dyn_ref::<TouchEvent>()
            .is_some_and(|touch| touch.touches().length() > 1)
        {
            event.prevent_default();
        }
    }));
    subscriptions
}

/// Where a pointer that can hover is in the part of the app with this class, while it presses nothing.
pub fn hover_point(class: &str, event: &Event) -> Option<ScreenPoint> {
    let event: &PointerEvent = event.dyn_ref()?;
    let hovers = event.pointer_type() != "touch" && event.buttons() == 0;
    let stage = super::page::part(class).filter(|_| hovers)?;
    Some(place(&stage, event.client_x(), event.client_y()))
}

fn place(stage: &HtmlElement, x: i32, y: i32) -> ScreenPoint {
    let rect = stage.get_bounding_client_rect();
    ScreenPoint::new(f64::from(x) - rect.left(), f64::from(y) - rect.top())
}

fn press(stage: &HtmlElement, state: &RefCell<Fingers>, event: &Event) {
    let Some(event) = event
        .dyn_ref::<PointerEvent>()
        .filter(|event| event.button() == 0)
    else {
        return;
    };
    let at = place(stage, event.client_x(), event.client_y());
    let mut fingers = state.borrow_mut();
    if event.is_primary() {
        fingers.down.clear();
        fingers.is_drag = false;
        fingers.is_band = event.shift_key() && event.pointer_type() == "mouse";
        fingers.pair = None;
    } else if let [first] = fingers.down.as_slice()
        && !fingers.is_drag
    {
        let middle = ScreenPoint::new(
            (first.at.x_px + at.x_px) / 2.0,
            (first.at.y_px + at.y_px) / 2.0,
        );
        fingers.pair = Some((event.time_stamp(), middle));
    }
    fingers.down.push(Finger {
        id: event.pointer_id(),
        at,
        down_at: at,
    });
}

fn drag(
    stage: &HtmlElement,
    state: &RefCell<Fingers>,
    event: &Event,
    is_cooperative: bool,
    tell: &GestureHandler,
) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else {
        return;
    };
    let at = place(stage, event.client_x(), event.client_y());
    let mut fingers = state.borrow_mut();
    let before = fingers.down.clone();
    let Some(finger) = fingers
        .down
        .iter_mut()
        .find(|finger| finger.id == event.pointer_id())
    else {
        return;
    };
    let last = finger.at;
    finger.at = at;
    let began = finger.down_at.distance_px(at) >= DRAG_PX;
    let after = fingers.down.clone();
    if !fingers.is_drag {
        if !began {
            return;
        }
        fingers.is_drag = true;
        // Captured only once it is a drag, so that a click still reaches the button it was meant for.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
    fingers.pair = None;
    if fingers.is_band {
        let band = ScreenRect::at(finger_down(&fingers)).union(&ScreenRect::at(at));
        drop(fingers);
        tell(Gesture::Band(Some(band)));
        return;
    }
    drop(fingers);
    match (before.as_slice(), after.as_slice()) {
        ([_], [_]) if is_cooperative && event.pointer_type() == "touch" => tell(Gesture::TouchHint),
        ([_], [_]) => tell(Gesture::Move(MapMove::Pan {
            dx_px: at.x_px - last.x_px,
            dy_px: at.y_px - last.y_px,
        })),
        ([a, b, ..], [c, d, ..]) => pinch([a.at, b.at], [c.at, d.at], tell),
        _ => {}
    }
}

fn pinch(before: [ScreenPoint; 2], after: [ScreenPoint; 2], tell: &GestureHandler) {
    let middle = |[a, b]: [ScreenPoint; 2]| {
        ScreenPoint::new((a.x_px + b.x_px) / 2.0, (a.y_px + b.y_px) / 2.0)
    };
    let spread = |[a, b]: [ScreenPoint; 2]| a.distance_px(b).max(1.0);
    let (from, to) = (middle(before), middle(after));
    let pan = MapMove::Pan {
        dx_px: to.x_px - from.x_px,
        dy_px: to.y_px - from.y_px,
    };
    tell(Gesture::Move(pan));
    tell(Gesture::Move(MapMove::Zoom {
        at: Some(to),
        factor: spread(after) / spread(before),
    }));
}

/// Where the only finger touched the map first.
fn finger_down(fingers: &Fingers) -> ScreenPoint {
    let first = fingers.down.first();
    first.map_or(ScreenPoint::new(0.0, 0.0), |finger| finger.down_at)
}

fn lift(state: &RefCell<Fingers>, event: &Event, tell: &GestureHandler) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else {
        return;
    };
    let mut fingers = state.borrow_mut();
    let is_end = event.type_() == "pointerup";
    let lifted = fingers
        .down
        .iter()
        .find(|finger| finger.id == event.pointer_id());
    let band = lifted
        .filter(|_| fingers.is_band && fingers.is_drag)
        .map(|finger| ScreenRect::at(finger.down_at).union(&ScreenRect::at(finger.at)));
    fingers
        .down
        .retain(|finger| finger.id != event.pointer_id());
    let is_last = fingers.down.is_empty();
    if is_last {
        fingers.is_band = false;
    }
    let pair = fingers.pair.filter(|_| is_last && is_end);
    drop(fingers);
    if let Some(band) = band {
        tell(Gesture::Band(None));
        let is_box = band.width_px.min(band.height_px) >= LEAST_BAND_PX;
        if is_box && is_end {
            tell(Gesture::Fly(MapMove::Frame(band)));
        }
    }
    if let Some((began_ms, middle)) = pair
        && event.time_stamp() - began_ms < DOUBLE_MS
    {
        let factor = 1.0 / DOUBLE_ZOOM;
        tell(Gesture::Fly(MapMove::Zoom {
            at: Some(middle),
            factor,
        }));
    }
}

fn click(stage: &HtmlElement, state: &RefCell<Fingers>, event: &Event, tell: &GestureHandler) {
    let Some(mouse) = event.dyn_ref::<web_sys::MouseEvent>() else {
        return;
    };
    // A click made by a key has no detail; it belongs to the button that has the focus.
    let was_drag = mouse.detail() > 0 && std::mem::take(&mut state.borrow_mut().is_drag);
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let on_control = target
        .is_some_and(|target| matches!(target.closest("button, a, [role=tooltip]"), Ok(Some(_))));
    if was_drag {
        event.stop_propagation();
        return;
    }
    if on_control {
        return;
    }
    let at = place(stage, mouse.client_x(), mouse.client_y());
    let now_ms = event.time_stamp();
    let last = state.borrow_mut().last_click.replace((now_ms, at));
    let is_double = last.is_some_and(|(last_ms, last_at)| {
        now_ms - last_ms < DOUBLE_MS && last_at.distance_px(at) < DOUBLE_PX
    });
    if is_double {
        state.borrow_mut().last_click = None;
        let factor = match mouse.shift_key() || mouse.alt_key() {
            true => 1.0 / DOUBLE_ZOOM,
            false => DOUBLE_ZOOM,
        };
        tell(Gesture::Fly(MapMove::Zoom {
            at: Some(at),
            factor,
        }));
    } else {
        tell(Gesture::Tap(at));
    }
}

fn wheel(stage: &HtmlElement, event: &Event, is_cooperative: bool, tell: &GestureHandler) {
    let Some(wheel) = event.dyn_ref::<WheelEvent>() else {
        return;
    };
    let with_key = wheel.ctrl_key() || wheel.meta_key();
    if is_cooperative && !with_key {
        tell(Gesture::WheelHint);
        return;
    }
    event.prevent_default();
    let unit = if wheel.delta_mode() == WheelEvent::DOM_DELTA_PIXEL {
        1.0
    } else {
        LINE_PX
    };
    let rate = if wheel.ctrl_key() {
        PINCH_RATE
    } else {
        WHEEL_RATE
    };
    let factor = (-wheel.delta_y() * unit * rate).clamp(-1.0, 1.0).exp();
    let at = Some(place(stage, wheel.client_x(), wheel.client_y()));
    tell(Gesture::Move(MapMove::Zoom { at, factor }));
}
