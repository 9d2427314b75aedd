//! Language and colours.

use serde_json::json;
use thirtyfour::By;

use super::drivers::in_chromium;
use super::page::Page;

/// Chooses a language in the select with this label.
pub async fn choose_language(page: &Page, label: &str, tag: &str) {
    let select = page.find(&[("combobox", label)]).await;
    let option = select.find(By::Css(format!("option[value='{tag}']"))).await;
    option.unwrap().click().await.unwrap();
}

const ENGLISH: &str = "Drug laboratories in four regions of Kazakhstan: what police report";
pub const RUSSIAN: &str = "Нарколаборатории в четырёх регионах Казахстана: что сообщает полиция";
const KAZAKH: &str = "Қазақстанның төрт өңіріндегі есірткі зертханалары: полиция не хабарлады";

#[test]
fn the_language_can_be_changed() {
    in_chromium(async |page| {
        page.open("#v=1&sel=rudnyi").await;
        choose_language(page, "Language", "ru").await;
        page.find(&[("heading", RUSSIAN)]).await;
        page.find(&[("article", "Лаборатория в арендованном жилье")])
            .await;
        page.until_fragment_has("lang=ru").await;
        page.until_fragment_has("sel=rudnyi").await;
        let script =
            "return document.documentElement.lang === 'ru' && document.title === arguments[0]
            && document.querySelector('article[aria-current]').id === 'incident-rudnyi'";
        page.until("the page is in Russian", script, json!([RUSSIAN]))
            .await;
        choose_language(page, "Язык", "kk").await;
        page.find(&[("heading", KAZAKH)]).await;
        page.until_fragment_has("lang=kk").await;
        page.driver.back().await.unwrap();
        page.find(&[("heading", RUSSIAN)]).await;
        page.driver.back().await.unwrap();
        page.find(&[("heading", ENGLISH)]).await;
    });
}

#[test]
fn a_link_carries_its_language() {
    in_chromium(async |page| {
        let fragment = "#v=1&lang=kk";
        page.open_unready(fragment).await;
        page.find(&[("heading", KAZAKH)]).await;
        let script = "return document.documentElement.lang === 'kk'";
        page.until("the page says its language", script, json!([]))
            .await;
    });
}

#[test]
fn the_browsers_language_comes_first() {
    in_chromium(async |page| {
        let agent = page.js("return navigator.userAgent", json!([])).await;
        let russian = json!({ "userAgent": agent, "acceptLanguage": "de-DE,ru-RU,en" });
        page.cdp("Emulation.setUserAgentOverride", russian).await;
        page.open_unready("").await;
        page.find(&[("heading", RUSSIAN)]).await;
    });
}

#[test]
fn colours_can_be_changed() {
    in_chromium(async |page| {
        page.prefer("prefers-color-scheme", "light").await;
        page.open("").await;
        let theme = "return document.documentElement.dataset.theme === arguments[0]";
        page.until("it is light", theme, json!(["light"])).await;
        let before = page.picture(".map-ground").await;
        page.click(&[("button", "Dark")]).await;
        page.until("it is dark", theme, json!(["dark"])).await;
        page.until_fragment_has("theme=dark").await;
        let script = "return picture('.map-ground').hash !== arguments[0]";
        page.until("the map is dark", script, json!([before.0]))
            .await;
        page.click(&[("button", "Light")]).await;
        page.until("it is light", theme, json!(["light"])).await;
        page.until(
            "the map is light",
            "return picture('.map-ground').hash === arguments[0]",
            json!([before.0]),
        )
        .await;
    });
}

#[test]
fn colours_follow_the_system_until_chosen() {
    in_chromium(async |page| {
        page.prefer("prefers-color-scheme", "dark").await;
        page.open("").await;
        let theme = "return document.documentElement.dataset.theme === arguments[0]";
        page.until("it is dark", theme, json!(["dark"])).await;
        let dark = page.picture(".map-ground").await;
        page.prefer("prefers-color-scheme", "light").await;
        page.until("it is light", theme, json!(["light"])).await;
        let script = "return picture('.map-ground').hash !== arguments[0]";
        page.until("the map is light", script, json!([dark.0]))
            .await;
        page.open("#v=1&theme=dark").await;
        page.until("it is dark by the link", theme, json!(["dark"]))
            .await;
    });
}
