//! Short names for what the module imports from its script.
//!
//! wasm-bindgen names each import by what it does and a hash of sixteen digits, in the module and in the script: two
//! hundred and fifty times sixteen digits that nothing can squeeze. Nobody but the two reads them.

use std::collections::HashMap;

use anyhow::{Result, anyhow, ensure};
use walrus::Module;

/// The script as the module names it.
const SCRIPT: &str = "./app_bg.js";

/// The module and the script with short names for what the one imports from the other.
pub fn shorten(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut module =
        Module::from_buffer(module).map_err(|error| anyhow!("app.wasm cannot be read: {error:?}"))?;
    let mut short = HashMap::new();
    for import in module.imports.iter_mut().filter(|import| import.module == SCRIPT) {
        let name = format!("_{}", short.len());
        short.insert(std::mem::replace(&mut import.name, name.clone()), name);
    }
    let clash = module.exports.iter().find(|export| short.contains_key(&export.name));
    ensure!(clash.is_none(), "app.wasm exports what it imports: {:?}", clash.map(|export| &export.name));
    let script = renamed(script, &short);
    for name in short.values() {
        ensure!(
            script.contains(&format!("{name}: function")) || script.contains(&format!("{name}\"")),
            "app.js does not define {name} in the form this build knows"
        );
    }
    Ok((module.emit_wasm(), script))
}

/// `text` with each whole identifier that is a key of `names` replaced.
fn renamed(text: &str, names: &HashMap<String, String>) -> String {
    let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(part_of_name) {
        let (before, from) = rest.split_at(start);
        let (name, after) = from.split_at(from.find(|c| !part_of_name(c)).unwrap_or(from.len()));
        done.push_str(before);
        done.push_str(names.get(name).map_or(name, String::as_str));
        rest = after;
    }
    done.push_str(rest);
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::FunctionBuilder;

    fn module(import: &str, export: &str) -> Vec<u8> {
        let mut module = Module::default();
        let plain = module.types.add(&[], &[]);
        let (function, _) = module.add_import_func(SCRIPT, import, plain);
        let mut own = FunctionBuilder::new(&mut module.types, &[], &[]);
        own.func_body().call(function);
        let own = own.finish(vec![], &mut module.funcs);
        module.exports.add(export, own);
        module.emit_wasm()
    }

    #[test]
    fn an_import_has_the_same_short_name_in_both() {
        let script =
            "const imports = {\n  __wbg_push_c9f4: function(a) { return wasm.__wbg_push_c9f4x(a); },\n};";
        let (module, script) = shorten(&module("__wbg_push_c9f4", "start"), script).unwrap();
        let module = Module::from_buffer(&module).unwrap();
        assert_eq!(module.imports.iter().next().unwrap().name, "_0");
        assert_eq!(script, "const imports = {\n  _0: function(a) { return wasm.__wbg_push_c9f4x(a); },\n};");
    }

    #[test]
    fn what_it_does_not_know_stops_the_build() {
        assert!(shorten(&module("one", "start"), "const imports = {};").is_err());
        assert!(shorten(&module("one", "one"), "({ one: function() {} })").is_err());
        assert!(shorten(b"no module", "").is_err());
    }
}
