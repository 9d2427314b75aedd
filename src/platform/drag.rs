//! What is dragged along a line: a handle, or a length that is drawn.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

use super::page::part;
use super::watch::{Subscription, listen};

/// What a hand does, at so many pixels from the left of what is dragged on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drag {
    /// It takes hold.
    Start(f64),
    /// It is there now.
    To(f64),
    /// It lets go.
    End(f64),
    /// The browser or the reader took it away.
    Cancel,
}

/// Tells how a pointer is dragged that takes hold in a part of the app, of an element with such an attribute where one is
/// named; the listeners last as long as the result.
pub fn on_drag(
    class: &str,
    attribute: Option<&'static str>,
    tell: impl Fn(Drag) + 'static,
) -> Vec<Subscription> {
    let Some(part) = part(class) else {
        return Vec::new();
    };
    let (tell, held) = (Rc::new(tell), Rc::new(Cell::new(None)));
    let on = |name: &'static str, react: fn(f64) -> Drag| {
        let (on, tell, held) = (part.clone(), tell.clone(), held.clone());
        listen(&part, name, true, move |event| {
            let event = event.dyn_ref::<PointerEvent>();
            let Some(event) = event.filter(|event| held.get() == Some(event.pointer_id())) else {
                return;
            };
            let drag = react(x_px(event, &on));
            if !matches!(drag, Drag::To(_)) {
                held.set(None);
            }
            tell(drag);
        })
    };
    let mut listeners = vec![
        on("pointermove", Drag::To),
        on("pointerup", Drag::End),
        on("pointercancel", |_| Drag::Cancel),
    ];
    let stage = part.clone();
    listeners.push(listen(&part, "pointerdown", true, move |event| {
        let Some(target) = taken(&event, attribute).filter(|_| held.get().is_none()) else {
            return;
        };
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            // Else it is lost where the pointer leaves.
            let _ = target.set_pointer_capture(event.pointer_id());
            held.set(Some(event.pointer_id()));
            tell(Drag::Start(x_px(event, &stage)));
        }
    }));
    listeners
}

/// What a pointer takes hold of, with its first button.
fn taken(event: &Event, attribute: Option<&str>) -> Option<Element> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    let target: Element = event.target()?.dyn_into().ok()?;
    let is_it = attribute.is_none_or(|name| target.has_attribute(name));
    (pointer.button() == 0 && pointer.is_primary() && is_it).then_some(target)
}

fn x_px(event: &PointerEvent, on: &Element) -> f64 {
    f64::from(event.client_x()) - on.get_bounding_client_rect().left()
}
