//! t
mod support;
#[test]
fn t() {
    for n in [20_000, 40_000, 80_000] {
        let mut csv = String::from("entity,awarded,signed,value,electronic,supplier\n");
        let mut json = String::from("{\"records\":{\"contract\":[");
        let mut fig = String::from("metric,entity,period,value,unit,submitted on\n");
        for i in 0..n {
            csv.push_str("临夏县,2025-03-03,2025-03-10,80.5,yes,SME\n");
            fig.push_str("SME contract value,临夏县,2025Q1,8000.5,万元,2025-04-01\n");
            if i > 0 { json.push(','); }
            json.push_str("{\"entity\":\"临夏县\",\"awarded\":\"2025-03-03\",\"signed\":\"2025-03-10\",\"value\":80.5,\"electronic\":true,\"supplier\":\"SME\"}");
        }
        json.push_str("]}}");
        for (name, text) in [("contract.csv", &csv), ("figures.csv", &fig), ("d.json", &json)] {
            let t = std::time::Instant::now();
            let r = support::read_clean(&[(name, text)]);
            println!("{n} {name} {:?} {}", t.elapsed(), r.dataset.hash);
        }
    }
}
