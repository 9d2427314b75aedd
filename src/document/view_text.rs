//! What the map shows, in words, and how it is moved by keys.

use super::{DocumentInput, counts_text};

/// The most incidents that are named when it is told what is in view.
const MOST_NAMED: usize = 5;
/// Wider views are of the whole world.
const WORLD_KM: f64 = 15_000.0;

/// What the map shows and how it is moved, for those who do not see it.
pub fn map_help(input: &DocumentInput) -> String {
    let counts = counts_text(input);
    let summary = input.locale.fill("map-summary", &[("counts", &counts)]);
    format!("{summary} {}", input.locale.text("map-help"))
}

/// "3 of 5 incidents in view: North Bridge; Mill Lane; Harbour. The map is about 300 km across." `named` are the positions
/// of those whose marks stand for themselves; `width_km` is how much of the world is in view from left to right.
pub fn view_text(input: &DocumentInput, in_view: usize, named: &[usize], width_km: f64) -> String {
    let locale = input.locale;
    let number = |value: f64| locale.format.number(value);
    let all = number(input.overview.shown.total() as f64);
    let shown = number(in_view as f64);
    let values = [("shown", shown.as_str()), ("all", all.as_str())];
    let mut text = locale.fill("map-in-view", &values);
    let mut names: Vec<&str> = Vec::new();
    for incident in named.iter().filter_map(|at| input.dataset.incident(*at)) {
        let place = locale.pick(&incident.place.name);
        let name = if place.is_empty() {
            locale.pick(&incident.title)
        } else {
            place
        };
        if !names.contains(&name) && names.len() < MOST_NAMED {
            names.push(name);
        }
    }
    if !names.is_empty() {
        text.push_str(": ");
        text.push_str(&names.join("; "));
    }
    // A map of the world is as wide as it is.
    if width_km > 0.0 && width_km < WORLD_KM {
        let (key, value) = match width_km < 1.0 {
            true => ("scale-m", 1000.0 * width_km),
            false => ("scale-km", width_km),
        };
        let width = locale.fill(key, &[("n", &number(rounded(value)))]);
        text.push_str(". ");
        text.push_str(&locale.fill("map-across", &[("width", &width)]));
    } else {
        text.push('.');
    }
    text
}

/// A number from 1 on with two digits that say something.
fn rounded(value: f64) -> f64 {
    let mut unit = 1.0;
    while value >= 100.0 * unit {
        unit *= 10.0;
    }
    (value / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn widths_are_told_by_two_digits() {
        for (value, expected) in [
            (1.2, 1.0),
            (87.4, 87.0),
            (344.0, 340.0),
            (2963.0, 3000.0),
            (999.0, 1000.0),
        ] {
            assert_eq!(rounded(value), expected);
        }
    }
}
