//! Painting scenes on canvases, and measuring text with one.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::number_text;
use super::page::part;
use crate::geo::{ScreenAffine, ScreenSize};
use crate::scene::{
    Anchor, Fill, Ink, Item, Palette, Scene, Segment, Stroke, TextItem, TextMeasure, TextStyle,
};

/// Fonts of the system, as in the style sheet.
const FONT_FAMILY: &str =
    "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";
/// Width of the outline around haloed text.
const HALO_PX: f64 = 3.0;

thread_local! {
    /// The fonts that canvases have: to set one takes a browser as long as to write ten texts.
    static FONTS: RefCell<Vec<(HtmlCanvasElement, TextStyle)>> = const { RefCell::new(Vec::new()) };
}

/// Paints a scene on the canvas in the app with this class, see [`paint_on`].
pub fn paint(class: &str, scene: &Scene, palette: &Palette) {
    let canvas = part(class).and_then(|part| part.dyn_into().ok());
    if let Some(canvas) = canvas {
        paint_on(&canvas, scene, palette);
    }
}

/// The same, as finely as paper shows it.
pub fn paint_for_print(class: &str, scene: &Scene, palette: &Palette) {
    /// Pixels of the canvas to a CSS pixel: 288 to the inch.
    const PAPER_RATIO: f64 = 3.0;
    let canvas = part(class).and_then(|part| part.dyn_into().ok());
    if let Some(canvas) = canvas {
        paint_at(&canvas, scene, palette, PAPER_RATIO);
    }
}

/// Paints a scene on a canvas, sharp on any screen: the canvas gets as many pixels as the scene covers.
pub fn paint_on(canvas: &HtmlCanvasElement, scene: &Scene, palette: &Palette) {
    paint_at(canvas, scene, palette, super::page::pixel_ratio());
}

fn paint_at(canvas: &HtmlCanvasElement, scene: &Scene, palette: &Palette, ratio: f64) {
    let (Some(size), Some(context)) = (scene.size, context(canvas)) else {
        return;
    };
    let mut set = TextSettings::default();
    if !fit(canvas, size, ratio) {
        set.style = FONTS.with_borrow(|fonts| Some(fonts.iter().find(|(of, _)| of == canvas)?.1));
    }
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    // To beyond the edge, where a fraction of a pixel was rounded up.
    context.clear_rect(0.0, 0.0, size.width_px + 1.0, size.height_px + 1.0);
    context.set_line_join("round");
    context.set_line_cap("round");
    for item in &scene.items {
        match item {
            Item::Path {
                segments,
                fill,
                stroke,
            } => {
                trace(&context, segments);
                // It has a colour of its own.
                set.ink = None;
                if let Some(fill) = fill {
                    fill_path(&context, fill, palette);
                }
                if let Some(stroke) = stroke {
                    stroke_path(&context, stroke, palette);
                }
            }
            Item::Text(text) => paint_text(&context, &mut set, text, palette),
        }
    }
    FONTS.with_borrow_mut(|fonts| {
        fonts.retain(|(of, _)| of != canvas);
        fonts.extend(set.style.map(|style| (canvas.clone(), style)));
    });
}

/// Gives a canvas its size where it has another one: a new size costs a new bitmap and a new layout, which while the
/// map moves would be those of each frame. Whether it had another one: its settings are gone with that.
fn fit(canvas: &HtmlCanvasElement, size: ScreenSize, ratio: f64) -> bool {
    let [width, height] =
        [size.width_px, size.height_px].map(|length| (length * ratio).round() as u32);
    let is_new = (canvas.width(), canvas.height()) != (width, height);
    if is_new {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let style = canvas.style();
    let _ = style.set_property("width", &format!("{}px", number_text(size.width_px)));
    let _ = style.set_property("height", &format!("{}px", number_text(size.height_px)));
    is_new
}

/// Moves a painted canvas without painting it again, to follow a gesture.
pub fn place_bitmap(class: &str, affine: &ScreenAffine) {
    let Some(canvas) = part(class) else { return };
    let [dx, dy, scale] = [affine.dx_px, affine.dy_px, affine.scale].map(number_text);
    let transform = format!("translate({dx}px, {dy}px) scale({scale})");
    let _ = canvas.style().set_property("transform", &transform);
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn trace(context: &CanvasRenderingContext2d, segments: &[Segment]) {
    context.begin_path();
    for segment in segments {
        match segment {
            Segment::MoveTo(at) => context.move_to(at.x_px, at.y_px),
            Segment::LineTo(at) => context.line_to(at.x_px, at.y_px),
            Segment::QuadTo(control, at) => {
                context.quadratic_curve_to(control.x_px, control.y_px, at.x_px, at.y_px)
            }
            Segment::Circle(center, radius) => {
                context.move_to(center.x_px + radius, center.y_px);
                let turn = std::f64::consts::TAU;
                let _ = context.arc(center.x_px, center.y_px, *radius, 0.0, turn);
                context.close_path();
            }
            Segment::Close => context.close_path(),
        }
    }
}

fn fill_path(context: &CanvasRenderingContext2d, fill: &Fill, palette: &Palette) {
    context.set_global_alpha(fill.opacity);
    context.set_fill_style_str(palette.color(fill.ink));
    context.fill_with_canvas_winding_rule(web_sys::CanvasWindingRule::Evenodd);
    context.set_global_alpha(1.0);
}

fn stroke_path(context: &CanvasRenderingContext2d, stroke: &Stroke, palette: &Palette) {
    context.set_global_alpha(stroke.opacity);
    context.set_stroke_style_str(palette.color(stroke.ink));
    context.set_line_width(stroke.width_px);
    let dash = js_sys::Array::new();
    for length in stroke.dash_px.into_iter().flatten() {
        dash.push(&length.into());
    }
    let _ = context.set_line_dash(&dash);
    context.stroke();
    context.set_global_alpha(1.0);
}

/// What is set for texts already: a browser reads the words of each setting, and most texts follow one that looks the
/// same.
#[derive(Default)]
struct TextSettings {
    style: Option<TextStyle>,
    anchor: Option<Anchor>,
    ink: Option<Ink>,
}

fn set_font(context: &CanvasRenderingContext2d, style: TextStyle) {
    let font = style.font();
    let slope = if font.italic { "italic " } else { "" };
    context.set_font(&format!(
        "{slope}{} {}px {FONT_FAMILY}",
        font.weight,
        number_text(font.size_px)
    ));
    // `letterSpacing` is younger than the other properties; where it is missing, capitals stand closer.
    let spacing = format!("{}px", number_text(font.letter_spacing_px));
    let _ = js_sys::Reflect::set(
        context,
        &"letterSpacing".into(),
        &JsValue::from_str(&spacing),
    );
}

fn paint_text(
    context: &CanvasRenderingContext2d,
    set: &mut TextSettings,
    item: &TextItem,
    palette: &Palette,
) {
    if set.style.replace(item.style) != Some(item.style) {
        set_font(context, item.style);
    }
    if set.anchor.replace(item.anchor) != Some(item.anchor) {
        context.set_text_align(match item.anchor {
            Anchor::Left => "left",
            Anchor::Middle => "center",
            Anchor::Right => "right",
        });
    }
    if let Some(halo) = item.halo {
        let stroke = Stroke::solid(halo, HALO_PX);
        context.set_stroke_style_str(palette.color(stroke.ink));
        context.set_line_width(stroke.width_px);
        let _ = context.set_line_dash(&js_sys::Array::new());
        let _ = context.stroke_text(&item.text, item.at.x_px, item.at.y_px);
    }
    if set.ink.replace(item.ink) != Some(item.ink) {
        context.set_fill_style_str(palette.color(item.ink));
    }
    let _ = context.fill_text(&item.text, item.at.x_px, item.at.y_px);
}

/// Measures text with the fonts that [`paint`] uses.
pub struct CanvasMeasure;

thread_local! {
    /// A canvas for each style, none of which is ever shown: setting a font takes longer than measuring. Wasm has one
    /// thread.
    static MEASURES: RefCell<Vec<(TextStyle, CanvasRenderingContext2d)>> = const { RefCell::new(Vec::new()) };
}

fn measuring_context() -> Option<CanvasRenderingContext2d> {
    let canvas = super::page::document()?.create_element("canvas").ok()?;
    context(&canvas.dyn_into::<HtmlCanvasElement>().ok()?)
}

impl TextMeasure for CanvasMeasure {
    fn width_px(&self, text: &str, style: TextStyle) -> f64 {
        MEASURES.with_borrow_mut(|known| {
            if !known.iter().any(|(of, _)| *of == style) {
                let Some(context) = measuring_context() else {
                    return 0.0;
                };
                set_font(&context, style);
                known.push((style, context));
            }
            let found = known.iter().find(|(of, _)| *of == style);
            let metrics = found.and_then(|(_, context)| context.measure_text(text).ok());
            metrics.map_or(0.0, |metrics| metrics.width())
        })
    }
}

/// The palette in which `value_of` gives nothing is useless; a missing colour falls back to the text colour.
pub(super) fn complete(palette: Palette, text_color: &str) -> Palette {
    Palette::from_properties(|property| {
        let ink = Ink::ALL
            .into_iter()
            .find(|ink| ink.css_property() == property);
        let color = ink.map_or("", |ink| palette.color(ink));
        if color.is_empty() {
            text_color.to_owned()
        } else {
            color.to_owned()
        }
    })
}
