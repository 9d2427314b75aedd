use super::*;
#[test]
fn by_hand() {
    let list = std::fs::read_to_string("/tmp/gj_list.txt").unwrap();
    for file in list.lines() {
        let text = std::fs::read(file)
            .map(|b| String::from_utf8_lossy(&b).into_owned())
            .unwrap();
        let value: Value = match serde_json::from_str(&text) {
            Ok(v) => v,
            Err(e) => {
                println!("{file}: {e}");
                continue;
            }
        };
        let crs = value.get("crs").map(crs_of);
        let mut gs = vec![];
        match value["type"].as_str() {
            Some("FeatureCollection") => {
                for f in value["features"].as_array().unwrap_or(&vec![]) {
                    gs.push(f["geometry"].clone())
                }
            }
            Some("Feature") => gs.push(value["geometry"].clone()),
            _ => gs.push(value.clone()),
        }
        let mut ev = AxisEvidence::default();
        for g in &gs {
            ev.add_geometry(g)
        }
        let ctx = Context {
            verdict: ev.verdict(),
            crs: crs.clone().unwrap_or_default(),
            swap: false,
        };
        let start = std::time::Instant::now();
        let mut told = vec![];
        let mut none = 0;
        for (i, g) in gs.iter().enumerate() {
            let j = judge(g, &ctx);
            none += usize::from(j.geometry.is_none());
            if let Some(clean) = &j.geometry {
                let _: geojson::Geometry = serde_json::from_value(clean.clone()).unwrap();
            }
            for f in &j.findings {
                told.push(format!("   #{i} {}", line(f)))
            }
        }
        println!(
            "{file}\n  {} geometries, {none} without; {:?} {:?} {:?}",
            gs.len(),
            ctx.verdict,
            crs,
            start.elapsed()
        );
        let n = told.len();
        for t in told.iter().take(12) {
            println!("{t}")
        }
        if n > 12 {
            println!("   … {n}")
        }
    }
}
