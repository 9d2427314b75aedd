//! Being told of changes, for as long as somebody wants to know.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    AddEventListenerOptions, Event, EventTarget, KeyboardEvent, MediaQueryList, ResizeObserver,
};

use crate::geo::ScreenSize;

type Handler = Closure<dyn FnMut(Event)>;

/// A listener that is removed when dropped.
pub struct Subscription(Kind);

enum Kind {
    Event {
        target: EventTarget,
        name: &'static str,
        handler: Handler,
    },
    Resize {
        observer: ResizeObserver,
        _handler: Closure<dyn FnMut()>,
    },
}

impl Drop for Subscription {
    fn drop(&mut self) {
        match &self.0 {
            Kind::Event {
                target,
                name,
                handler,
            } => {
                let handler = handler.as_ref().unchecked_ref();
                let _ = target.remove_event_listener_with_callback(name, handler);
            }
            Kind::Resize { observer, .. } => observer.disconnect(),
        }
    }
}

/// Listens to an event; `active` listeners may prevent what the browser would do.
pub fn listen(
    target: &EventTarget,
    name: &'static str,
    active: bool,
    handler: impl FnMut(Event) + 'static,
) -> Subscription {
    let handler = Closure::<dyn FnMut(Event)>::new(handler);
    let options = AddEventListenerOptions::new();
    options.set_passive(!active);
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        name,
        handler.as_ref().unchecked_ref(),
        &options,
    );
    Subscription(Kind::Event {
        target: target.clone(),
        name,
        handler,
    })
}

/// Tells the size of a part of the app, at once and whenever it changes; in the next frame, because a change of the
/// layout from within the notice itself would be reported as an error by the browser.
pub fn on_resize(class: &str, mut tell: impl FnMut(ScreenSize) + 'static) -> Option<Subscription> {
    let element = super::page::part(class)?;
    let watched = element.clone();
    let tell = Rc::new(RefCell::new(move || {
        let rect = watched.get_bounding_client_rect();
        tell(ScreenSize::new(rect.width(), rect.height()));
    }));
    let handler = Closure::<dyn FnMut()>::new(move || {
        // Nobody is told any more once the observer, and with it the handler, is gone.
        let tell = Rc::downgrade(&tell);
        let in_frame = Closure::once_into_js(move || {
            if let Some(tell) = tell.upgrade() {
                (tell.borrow_mut())();
            }
        });
        if let Some(window) = super::page::window() {
            let _ = window.request_animation_frame(in_frame.unchecked_ref());
        }
    });
    let observer = ResizeObserver::new(handler.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(Subscription(Kind::Resize {
        observer,
        _handler: handler,
    }))
}

/// Tells of an event in the part of the app with this class.
pub fn on_event(
    class: &str,
    name: &'static str,
    tell: impl FnMut(Event) + 'static,
) -> Option<Subscription> {
    let part = super::page::part(class)?;
    Some(listen(&part, name, true, tell))
}

/// Tells of keys pressed without Ctrl, Alt or ⌘ in a part of the app. A key that `press` answers with `true` has been
/// used: the browser and the parts around do nothing more with it.
pub fn on_key(class: &str, press: impl Fn(&str) -> bool + 'static) -> Option<Subscription> {
    on_event(class, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let with_modifier = key.ctrl_key() || key.meta_key() || key.alt_key();
        if !with_modifier && press(&key.key()) {
            event.prevent_default();
            event.stop_propagation();
        }
    })
}

/// Tells when a part of the page begins to fill the screen, or ends.
pub fn on_full_screen(tell: impl Fn(bool) + 'static) -> Option<Subscription> {
    let document = super::page::document()?;
    let changed = document.clone();
    Some(listen(&document, "fullscreenchange", false, move |_| {
        tell(changed.fullscreen_element().is_some());
    }))
}

/// Tells when Escape is pressed anywhere in the window and no part of the page has used it.
pub fn on_escape(tell: impl Fn() + 'static) -> Option<Subscription> {
    let window = super::page::window()?;
    Some(listen(&window, "keydown", false, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>();
        if key.is_some_and(|key| key.key() == "Escape") {
            tell();
        }
    }))
}

/// Tells when the fragment of the address changes by Back, Forward or the reader's hand.
pub fn on_fragment_change(mut tell: impl FnMut() + 'static) -> Option<Subscription> {
    let window = super::page::window()?;
    Some(listen(&window, "popstate", false, move |_| tell()))
}

/// Tells when the reader's system asks for other colours: light or dark, more contrast, or its own.
pub fn on_preference_change(tell: impl Fn() + Clone + 'static) -> Vec<Subscription> {
    let queries = [
        "(prefers-color-scheme: dark)",
        "(prefers-contrast: more)",
        super::page::FORCED_COLORS,
    ];
    let lists = queries.map(|query| super::page::window()?.match_media(query).ok()?);
    let watch = |list: MediaQueryList| {
        let tell = tell.clone();
        listen(&list, "change", false, move |_| tell())
    };
    lists.into_iter().flatten().map(watch).collect()
}

/// Tells before the page is printed (`beforeprint`), or after it (`afterprint`).
pub fn on_print(name: &'static str, mut tell: impl FnMut() + 'static) -> Option<Subscription> {
    let window = super::page::window()?;
    Some(listen(&window, name, false, move |_| tell()))
}
