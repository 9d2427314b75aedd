//! The app's canvases and the command's SVG show the same scene: every name and mark in the same place, and hardly a
//! pixel that differs.

use std::collections::HashMap;
use std::sync::Arc;

use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::cli::render::Pictures;
use incident_map::geo::ScreenSize;
use incident_map::load::{basemap_index_from_json, messages_from_json, story_from_geojson};
use incident_map::locale::Locale;
use incident_map::scene::{Palette, TextMeasure, TextStyle, Theme};
use serde_json::{Value, json};

use super::drivers::in_chromium;
use super::page::Page;
use super::server::Answer;

/// The widths that the browser has measured, by font and words: what is compared is the drawing, not the fonts.
struct BrowserMeasure(HashMap<String, f64>);

impl TextMeasure for BrowserMeasure {
    fn width_px(&self, text: &str, style: TextStyle) -> f64 {
        let font = style.font();
        let slope = if font.italic { "italic " } else { "" };
        // As a canvas says it: without the usual weight.
        let weight = match font.weight {
            400 => String::new(),
            weight => format!("{weight} "),
        };
        let key = format!("{slope}{weight}{}px {text}", font.size_px);
        let known = self.0.get(&key).copied();
        known.unwrap_or_else(|| FontMeasure::new().width_px(text, style))
    }
}

/// The widths as [`BrowserMeasure`] has them.
const WIDTHS: &str = "return Object.fromEntries([...measured].map(([key, width]) => [key, width]))";

/// Compares what is painted with `/map.svg`: the boxes of names and marks, in pixels, and the pixels.
const COMPARE: &str = "
    const stage = document.querySelector('.map-stage').getBoundingClientRect();
    const offset = (name) => {
        const box = document.querySelector(`.${name}`).getBoundingClientRect();
        return [box.x - stage.x, box.y - stage.y];
    };
    const around = (points, [dx, dy]) => {
        const [xs, ys] = [points.map(({ x }) => x + dx), points.map(({ y }) => y + dy)];
        return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    };
    const live = { names: [], marks: [] };
    for (const canvas of ['map-ground', 'map-marks']) {
        const [dx, dy] = offset(canvas);
        for (const { words, x, y, align, width } of painted[canvas].texts) {
            const left = x + dx - { left: 0, center: 0.5, right: 1 }[align] * width;
            const box = [left, y + dy, left + width, y + dy];
            if (left + width > 0 && left < stage.width && y + dy > 0 && y + dy < stage.height) live.names.push([words, box]);
        }
        for (const { fill, points } of painted[canvas].shapes) {
            const box = fill && points.length ? around(points, [dx, dy]) : [0, 0, 99, 99];
            const isMark = box[2] - box[0] < 40 && box[3] - box[1] < 40;
            if (isMark && box[2] > 0 && box[0] < stage.width && box[3] > 0 && box[1] < stage.height) live.marks.push([fill, box]);
        }
    }
    const source = await (await fetch('/map.svg', { cache: 'reload' })).text();
    const holder = document.body.appendChild(document.createElement('div'));
    holder.innerHTML = source;
    const drawn = { names: [], marks: [] };
    for (const text of holder.querySelectorAll('text')) {
        const box = text.getBBox(), y = Number(text.getAttribute('y'));
        const isIn = box.x + box.width > 0 && box.x < stage.width && y > 0 && y < stage.height;
        if (isIn) drawn.names.push([text.textContent, [box.x, y, box.x + box.width, y]]);
    }
    for (const path of holder.querySelectorAll('path[fill]')) {
        const { x, y, width, height } = path.getBBox();
        drawn.marks.push([path.getAttribute('fill'), [x, y, x + width, y + height]]);
    }
    holder.remove();
    const gap = (a, b) => Math.max(...a.map((value, at) => Math.abs(value - b[at])));
    const farthest = (list, others) => list.reduce((worst, [what, box]) => {
        const near = Math.min(...others.filter(([other]) => other === what).map(([, other]) => gap(box, other)));
        return near > worst[0] ? [near, what] : worst;
    }, [0, '']);
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
    await image.decode();
    const [width, height] = [Math.floor(stage.width), Math.floor(stage.height)];
    const pixels = (paint) => {
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const context = canvas.getContext('2d');
        paint(context);
        return context.getImageData(0, 0, width, height).data;
    };
    const a = pixels((context) => {
        for (const name of ['map-ground', 'map-marks']) context.drawImage(document.querySelector(`.${name}`), ...offset(name));
    });
    const b = pixels((context) => context.drawImage(image, 0, 0));
    const counts = new Map();
    const words = (data) => new Uint32Array(data.buffer);
    for (const pixel of words(a)) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const [background] = [...counts].sort((one, other) => other[1] - one[1])[0];
    let shown = 0, differ = 0;
    words(a).forEach((pixel, at) => {
        if (pixel === background && words(b)[at] === background) return;
        shown += 1;
        const far = [0, 1, 2].some((channel) => Math.abs(a[4 * at + channel] - b[4 * at + channel]) > 32);
        if (far) differ += 1;
    });
    return { names: live.names.length, marks: live.marks.length,
        namesOff: [farthest(live.names, drawn.names), farthest(drawn.names, live.names)],
        marksOff: farthest(live.marks, drawn.marks), shown, share: differ / shown };
";

/// The map of the site's story as the command draws it.
async fn native_svg(page: &Page, size: ScreenSize, theme: Theme) -> String {
    let widths = page.js(WIDTHS, json!([])).await;
    let widths = serde_json::from_value(widths).unwrap();
    let read =
        |path: &str| std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let dataset = story_from_geojson(page.server.story().to_string().as_bytes())
        .unwrap()
        .dataset;
    let index = basemap_index_from_json(&read("public/basemap/index.json")).unwrap();
    let locale = Locale {
        tag: "en".to_owned(),
        messages: Arc::new(messages_from_json(&read("public/i18n/en.json")).unwrap()),
        format: Arc::new(IcuFormat::new("en")),
    };
    let css = String::from_utf8(read("public/style.css")).unwrap();
    let pictures = Pictures {
        whole: None,
        dataset: &dataset,
        index: &index,
        level: &|file| Some(read(&format!("public/basemap/{file}"))),
        locale: &locale,
        palette: &Palette::from_style_sheet(&css, theme),
        measure: &BrowserMeasure(widths),
        selection: None,
    };
    pictures.map_svg(size).unwrap()
}

fn worst(value: &Value) -> f64 {
    value[0].as_f64().unwrap_or(f64::INFINITY)
}

#[test]
fn canvas_and_svg_agree() {
    in_chromium(async |page| {
        let recorder = json!({ "source": include_str!("recorder.js") });
        page.cdp("Page.addScriptToEvaluateOnNewDocument", recorder)
            .await;
        for (width, height, theme) in [
            (360, 740, Theme::Light),
            (640, 480, Theme::Dark),
            (1280, 800, Theme::Light),
        ] {
            page.resize(width, height).await;
            page.open(&format!("#v=1&theme={}", theme.as_str())).await;
            let script = "const { width, height } = document.querySelector('.map-stage').getBoundingClientRect();
                return [width, height]";
            let stage = page.js(script, json!([])).await;
            let size = ScreenSize::new(stage[0].as_f64().unwrap(), stage[1].as_f64().unwrap());
            let svg = native_svg(page, size, theme).await;
            page.server
                .answer("map.svg", Answer::Bytes(svg.into_bytes()));
            let script = format!("return (async () => {{ {COMPARE} }})()");
            let found = page.js(&script, json!([])).await;
            println!("{width} × {height}: {found}");
            assert!(
                found["names"].as_u64() > Some(8) && found["marks"].as_u64() > Some(8),
                "{found}"
            );
            for off in [
                &found["namesOff"][0],
                &found["namesOff"][1],
                &found["marksOff"],
            ] {
                assert!(worst(off) <= 1.0, "{width} × {height}: {found}");
            }
            assert!(
                found["share"].as_f64() <= Some(0.02),
                "{width} × {height}: {found}"
            );
        }
    });
}
