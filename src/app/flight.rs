//! Flights: movements of the map that take a moment, so that the eye can follow.

use leptos::prelude::*;

use super::parts::effect;
use super::state::App;
use crate::geo::Viewport;
use crate::platform;
use crate::view::MapMove;

/// How long a flight takes.
const FLIGHT_MS: f64 = 420.0;

/// Brings the selected incident into view whenever another one is selected.
pub fn fly_to_selection(app: App) {
    effect(move || {
        let (_, shown) = app.shown.get();
        if let Some(position) = shown {
            fly(app, MapMove::Show(position));
        }
    });
}

/// Moves the map in a flight, or at once where the reader prefers less motion. A later flight or a gesture ends it.
pub fn fly(app: App, movement: MapMove) {
    let (Some(from), Some(to)) = (app.viewport.get_untracked(), app.moved(movement)) else {
        return;
    };
    let number = app.flight.get_untracked() + 1;
    app.flight.set(number);
    if from == to {
        return;
    }
    // The selection is told of by itself.
    app.is_view_asked.set(!matches!(movement, MapMove::Show(_)));
    if platform::prefers_reduced_motion() {
        app.viewport.set(Some(to));
        return;
    }
    let flight = Flight {
        from,
        to,
        number,
        began_ms: platform::now_ms(),
    };
    step_flight(app, flight, from);
}

#[derive(Clone, Copy)]
struct Flight {
    from: Viewport,
    to: Viewport,
    number: u32,
    began_ms: f64,
}

fn step_flight(app: App, flight: Flight, last: Viewport) {
    let step = move || {
        // A later flight has begun, a gesture has moved the map, or it has been resized: this flight is over.
        let is_latest = app.flight.get_untracked() == flight.number;
        if !is_latest || app.viewport.get_untracked() != Some(last) {
            return;
        }
        let elapsed_ms = platform::now_ms() - flight.began_ms;
        let t = (elapsed_ms / FLIGHT_MS).clamp(0.0, 1.0);
        let eased = 1.0 - (1.0 - t).powi(3);
        let now = match t < 1.0 {
            true => flight.from.interpolated(&flight.to, eased),
            false => flight.to,
        };
        app.viewport.set(Some(now));
        if t < 1.0 {
            step_flight(app, flight, now);
        }
    };
    let _ = request_animation_frame_with_handle(step);
}
