//! The page on paper.

use serde_json::json;

use super::drivers::in_chromium;

const PICTURES: &str = "return ['map-marks', 'timeline-picture'].map((name) => {
    const canvas = document.querySelector(`canvas.${name}`);
    const pixel = canvas.getContext('2d').getImageData(2, 2, 1, 1).data;
    return [canvas.width / parseFloat(canvas.style.width), pixel[3] === 255 ? pixel[0] + pixel[1] + pixel[2] : 0];
})";

/// Pixels of a CSS pixel, and how bright an opaque corner is, of the map and of the timeline.
async fn pictures(page: &super::page::Page) -> [(f64, i64); 2] {
    let found = page.js(PICTURES, json!([])).await;
    let picture = |at: usize| {
        let ratio = found[at][0].as_f64().unwrap();
        (ratio, found[at][1].as_i64().unwrap())
    };
    [picture(0), picture(1)]
}

#[test]
fn on_paper_the_pictures_are_light_and_fine_and_afterwards_as_they_were() {
    in_chromium(async |page| {
        page.open("#v=1&theme=dark").await;
        page.still_marks().await;
        let theme = "return document.documentElement.dataset.theme";
        let before = pictures(page).await;
        page.js("dispatchEvent(new Event('beforeprint'))", json!([]))
            .await;
        assert_eq!(page.js(theme, json!([])).await, "light");
        let [(map, ground), (timeline, _)] = pictures(page).await;
        assert!(
            map > 2.9 && timeline > 2.9,
            "288 pixels to the inch, not {map} and {timeline}"
        );
        assert!(
            ground > 3 * 180,
            "a light ground in the picture of the marks: {ground}"
        );
        page.js("dispatchEvent(new Event('afterprint'))", json!([]))
            .await;
        assert_eq!(page.js(theme, json!([])).await, "dark");
        let ratio = before[0].0.to_string();
        let script = "const canvas = document.querySelector('canvas.map-marks');
            return canvas.width / parseFloat(canvas.style.width) === Number(arguments[0])";
        page.until(
            "the map is painted for the screen again",
            script,
            json!([ratio]),
        )
        .await;
        assert_eq!(pictures(page).await, before);
    });
}
