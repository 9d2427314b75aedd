//! Columns of numbers between a worker and the page.

use js_sys::futures::JsFuture;
use js_sys::{
    Array, Function, Int32Array, Object, Promise, Reflect, Uint8Array, Uint16Array, Uint32Array,
};
use wasm_bindgen::{JsCast, JsValue};

use super::Coming;
use crate::query::store::Columns;

/// A list of values.
pub fn list(values: impl Iterator<Item = JsValue>) -> JsValue {
    values.collect::<Array>().into()
}

/// A part of some columns as typed arrays, which can be handed over without a copy.
pub fn columns_value(columns: &Columns, part: std::ops::Range<usize>) -> JsValue {
    fn slice<'c, T>(column: &'c [T], part: &std::ops::Range<usize>) -> &'c [T] {
        column.get(part.clone()).unwrap_or_default()
    }
    let members: [(&str, JsValue); 8] = [
        (
            "position",
            Uint32Array::from(slice(&columns.position, &part)).into(),
        ),
        (
            "earliest",
            Int32Array::from(slice(&columns.earliest, &part)).into(),
        ),
        (
            "latest",
            Int32Array::from(slice(&columns.latest, &part)).into(),
        ),
        (
            "kind",
            Uint16Array::from(slice(&columns.kind, &part)).into(),
        ),
        (
            "region",
            Uint16Array::from(slice(&columns.region, &part)).into(),
        ),
        (
            "state",
            Uint8Array::from(slice(&columns.state, &part)).into(),
        ),
        ("x", Uint32Array::from(slice(&columns.x, &part)).into()),
        ("y", Uint32Array::from(slice(&columns.y, &part)).into()),
    ];
    super::object(&members)
}

/// Copies bytes to the beginning of others; how many they are, or `None` where there is no room for them.
pub fn copy_bytes(from: &JsValue, to: &mut [u8]) -> Option<usize> {
    let from: &Uint8Array = from.dyn_ref()?;
    let length = from.length() as usize;
    from.copy_to(to.get_mut(..length)?);
    Some(length)
}

/// How many bytes there are.
pub fn bytes_length(bytes: &JsValue) -> usize {
    let bytes: Option<&Uint8Array> = bytes.dyn_ref();
    bytes.map_or(0, Uint8Array::length) as usize
}

/// The columns of such an object; `None` where one is missing.
pub fn columns_from(value: &JsValue) -> Option<Columns> {
    let object: &Object = value.dyn_ref()?;
    let member = |name: &str| Reflect::get(object, &name.into()).ok();
    let numbers = |name: &str| member(name)?.dyn_into::<Uint32Array>().ok();
    let signed = |name: &str| member(name)?.dyn_into::<Int32Array>().ok();
    let codes = |name: &str| member(name)?.dyn_into::<Uint16Array>().ok();
    Some(Columns {
        position: numbers("position")?.to_vec(),
        earliest: signed("earliest")?.to_vec(),
        latest: signed("latest")?.to_vec(),
        kind: codes("kind")?.to_vec(),
        region: codes("region")?.to_vec(),
        state: member("state")?.dyn_into::<Uint8Array>().ok()?.to_vec(),
        x: numbers("x")?.to_vec(),
        y: numbers("y")?.to_vec(),
    })
}

/// A facet of the records of a file: its values, the place of the first value of each record, and further ones as records
/// and places one after the other.
pub fn facet_value(values: &[String], first: &[u16], more: &[(u32, u16)]) -> JsValue {
    let texts = values.iter().map(|value| JsValue::from(value.as_str()));
    let pairs: Vec<u32> = more
        .iter()
        .flat_map(|(at, code)| [*at, u32::from(*code)])
        .collect();
    super::object(&[
        ("values", list(texts)),
        ("first", Uint16Array::from(first).into()),
        ("more", Uint32Array::from(pairs.as_slice()).into()),
    ])
}

/// The values of a facet, the place of the first value of each record, and further ones.
pub type FacetParts = (Vec<String>, Vec<u16>, Vec<(u32, u16)>);

/// The facets of a list that is a member of an object; see [`facet_value`].
pub fn facets_in(object: &JsValue, name: &str) -> Vec<FacetParts> {
    let list = Reflect::get(object, &name.into()).map(|list| Array::from(&list));
    let facets = list.unwrap_or_default().into_iter();
    let facets = facets.filter_map(|facet| {
        let object: &Object = facet.dyn_ref()?;
        let member = |name: &str| Reflect::get(object, &name.into()).ok();
        let first = member("first")?.dyn_into::<Uint16Array>().ok()?;
        let more = member("more")?.dyn_into::<Uint32Array>().ok()?.to_vec();
        let pairs = more.chunks_exact(2).map(|pair| match *pair {
            [at, code] => (at, code as u16),
            _ => (0, 0),
        });
        Some((texts_in(&facet, "values"), first.to_vec(), pairs.collect()))
    });
    facets.collect()
}

/// Bytes that are a member of an object.
pub fn bytes_in(object: &JsValue, name: &str) -> Vec<u8> {
    let bytes = Reflect::get(object, &name.into()).ok();
    let bytes = bytes.and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok());
    bytes.map_or_else(Vec::new, |bytes| bytes.to_vec())
}

/// Whether a member of an object is true.
pub fn truth_in(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| value.is_truthy())
}

/// A text with each letter apart from its accents (Unicode Standard Annex 15, NFKD).
pub fn decomposed(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_owned(),
        false => js_sys::JsString::from(text).normalize("NFKD").into(),
    }
}

/// The texts in a list that is a member of an object.
pub fn texts_in(object: &JsValue, name: &str) -> Vec<String> {
    let list = Reflect::get(object, &name.into()).map(|list| Array::from(&list));
    let texts = list.unwrap_or_default().into_iter();
    texts.filter_map(|text| text.as_string()).collect()
}

/// The numbers in a list that is a member of an object.
pub fn numbers_in(object: &JsValue, name: &str) -> Vec<f64> {
    let list = Reflect::get(object, &name.into()).map(|list| Array::from(&list));
    let numbers = list.unwrap_or_default().into_iter();
    numbers.filter_map(|number| number.as_f64()).collect()
}

/// A function of the page's scripts.
pub struct Callback(Option<Function>);

impl Callback {
    /// The function that a value is; nothing is called where it is none.
    pub fn of(value: &JsValue) -> Self {
        Self(value.dyn_ref::<Function>().cloned())
    }

    /// Calls it with numbers.
    pub fn call(&self, numbers: &[u32]) {
        if let Some(function) = &self.0 {
            let _ = function.call1(&JsValue::NULL, &Uint32Array::from(numbers));
        }
    }

    /// Calls it with a value, and gives what it promises; nothing where that is broken.
    pub fn ask(&self, value: &JsValue) -> Coming<Option<JsValue>> {
        let promise = self
            .0
            .as_ref()
            .map(|function| function.call1(&JsValue::NULL, value));
        Box::pin(async move {
            let promise: Promise = promise?.ok()?.dyn_into().ok()?;
            JsFuture::from(promise).await.ok()
        })
    }
}
