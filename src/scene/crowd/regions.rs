//! Very many incidents by the regions they lie in.

use super::{CrowdPicture, CrowdScale, Display, OPACITIES, TARGET_PX, count_item};
use crate::geo::{Area, ScreenPoint};
use crate::query::{Measure, RegionRow, RegionTable};
use crate::scene::round::power_of_ten_in;
use crate::scene::targets::share_out;
use crate::scene::{Fill, Ink, Item, MapInput, ProjectedBasemap, Segment, Stroke, TextStyle};

/// How full the tone of regions is of which the file says nothing.
const NO_DATA_OPACITY: f64 = 0.2;
/// A number has room where the region is so many times as wide and as high.
const ROOM: (f64, f64) = (1.6, 24.0);

/// The incidents as regions, the fuller the higher their class, with their values where these have room. Regions without
/// any that are shown are bare; those without any in the file have a tone of their own.
pub fn crowd_regions(input: &MapInput, table: &RegionTable) -> CrowdPicture {
    let mut found = CrowdPicture {
        scale: Some(CrowdScale::none(Display::Regions)),
        ..CrowdPicture::default()
    };
    let Some(basemap) = input.basemap else {
        return found.finished(input, Vec::new());
    };
    let mut classes: [Vec<Segment>; OPACITIES.len()] = Default::default();
    let (mut all, mut no_data) = (Vec::new(), Vec::new());
    let mut numbers = Vec::new();
    for (number, row) in table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.has_parts)
    {
        let Some(area) = basemap.area(&row.code) else {
            continue;
        };
        let path = basemap.area_path(area, input.viewport);
        if path.is_empty() {
            continue;
        }
        all.extend_from_slice(&path);
        let step = row.class.map(|class| table.step_of(class));
        match step.and_then(|step| classes.get_mut(step)) {
            Some(class) => class.extend(path),
            None if !row.has_data => no_data.extend(path),
            None => {}
        }
        if row.has_data
            && let Some(at) = middle(input, basemap, area)
        {
            found.add_region(input, basemap, area, number, row, at);
            numbers.push((at, row, area, step));
        }
    }
    let mut items = Vec::new();
    let mut fill = |segments: Vec<Segment>, ink: Ink, opacity: f64| {
        items.push(Item::Path {
            segments,
            fill: Some(Fill { ink, opacity }),
            stroke: None,
        });
    };
    // What is below is held back, so that its names do not run into the numbers.
    fill(all, Ink::Halo, 0.72);
    fill(no_data, Ink::Muted, NO_DATA_OPACITY);
    for (segments, opacity) in classes.into_iter().zip(OPACITIES) {
        fill(segments, Ink::Operation, opacity);
    }
    items.extend(borders(input, basemap));
    for (at, row, area, step) in numbers {
        items.extend(number_item(input, basemap, table, (at, row, area, step)));
    }
    let targets = &mut found.picture.targets;
    let middles: Vec<Option<ScreenPoint>> = targets
        .iter()
        .map(|target| Some(target.rect.center()))
        .collect();
    share_out(targets, &middles, false);
    found.finished(input, items)
}

/// Where the number of a region stands: where its name may, or in the middle of what holds it.
fn middle(input: &MapInput, basemap: &ProjectedBasemap, area: &Area) -> Option<ScreenPoint> {
    let named = input
        .index
        .area(&area.id)
        .and_then(|named| named.at.first());
    let at = match named {
        Some(at) => basemap.projection().plane_from_lnglat(*at),
        None => basemap.area_bounds(area)?.center(),
    };
    let at = input.viewport.screen_from_plane(at);
    input.viewport.screen_rect().contains(at).then_some(at)
}

/// Borders of regions and countries, on ground that is light or full.
fn borders(input: &MapInput, basemap: &ProjectedBasemap) -> Vec<Item> {
    let mut items = Vec::new();
    let paths = [
        (
            basemap.region_border_path(input.viewport),
            Ink::BorderRegion,
            0.9,
        ),
        (
            basemap.country_border_path(input.viewport),
            Ink::BorderCountry,
            1.2,
        ),
    ];
    for (segments, ink, width_px) in paths {
        for stroke in [
            Stroke::solid(Ink::Halo, width_px + 1.2),
            Stroke::solid(ink, width_px),
        ] {
            items.push(Item::Path {
                segments: segments.clone(),
                fill: None,
                stroke: Some(stroke),
            });
        }
    }
    for lake in &basemap.topology().lakes {
        let segments = basemap.area_path(lake, input.viewport);
        if !segments.is_empty() {
            items.push(Item::Path {
                segments,
                fill: Some(Fill::solid(Ink::Water)),
                stroke: Some(Stroke::solid(Ink::Coast, 0.7)),
            });
        }
    }
    items
}

/// The value of a region, where the region has room for it.
fn number_item(
    input: &MapInput,
    basemap: &ProjectedBasemap,
    table: &RegionTable,
    (at, row, area, step): (ScreenPoint, &RegionRow, &Area, Option<usize>),
) -> Option<Item> {
    let number = |value: f64| input.locale.format.number(value);
    let text = match table.choice.measure {
        Measure::Count => number(row.value?),
        Measure::Rate | Measure::Figure => number(rounded_rate(row.value?)),
        Measure::Share => {
            let share = number(rounded_share(row.value?));
            input.locale.fill("percent", &[("n", &share)])
        }
    };
    let bounds = basemap.area_bounds(area)?;
    let px_per_km = input.viewport.px_per_km();
    let has_room = bounds.width_km() * px_per_km
        > ROOM.0 * input.measure.width_px(&text, TextStyle::Count)
        && bounds.height_km() * px_per_km > ROOM.1;
    let is_full = step.is_some_and(|step| step + 2 >= OPACITIES.len());
    has_room.then(|| count_item(text, at, is_full))
}

/// A share in percent, as it is written: with a digit after the point below ten, with two below one.
pub fn rounded_share(percent: f64) -> f64 {
    let scale = match percent {
        ..1.0 => 100.0,
        1.0..10.0 => 10.0,
        _ => 1.0,
    };
    (percent * scale).round() / scale
}

/// A rate or a sum, as it is written: with three digits that count.
pub fn rounded_rate(rate: f64) -> f64 {
    let digits = 2 - power_of_ten_in(rate);
    let scale = 10.0_f64.powi(digits.clamp(0, 12));
    (rate * scale).round() / scale
}

impl CrowdPicture {
    fn add_region(
        &mut self,
        input: &MapInput,
        basemap: &ProjectedBasemap,
        area: &Area,
        number: usize,
        row: &RegionRow,
        at: ScreenPoint,
    ) {
        let Some(bounds) = basemap.area_bounds(area) else {
            return;
        };
        // No larger than the region, so that those of small ones are met beside it.
        let width_px = bounds.width_km().min(bounds.height_km()) * input.viewport.px_per_km();
        let half_px = (0.5 * width_px).clamp(TARGET_PX / 2.0, TARGET_PX);
        self.add_part(number, bounds, row.count.possible, (at, half_px));
    }
}
