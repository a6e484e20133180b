//! `view!`: the language of leptos's macro of that name, expanded to calls whose code does not multiply.
//!
//! Leptos gives every element, attribute and closure a type of its own, and the compiler makes the code that
//! builds, rebuilds and drops it once for each: for this app 3.1 MB of wasm. Here elements are data of one type
//! (`tanomo::view::Element`) and every closure is boxed where it is written, so that the code which shows them
//! exists once. Components, signals, contexts and effects remain leptos's own.
//!
//! # What it takes
//! - elements with `name=value`, `class:name=on`, `style:name=value`, `prop:name=value`, `on:event=handler`,
//!   `use:directive=parameter`; a value may be a closure, which is then asked again whenever what it reads changes
//! - components with their props, `let(pattern)` for what they hand to their children, and children
//! - text, `{expressions}`, fragments, comments
//!
//! The expansion names `crate::view`, so the macro serves the crate of the app alone.

#![forbid(unsafe_code)]

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use rstml::node::{KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeElement, NodeName};
use syn::{Error, Expr, ExprLit, Ident, Lit, LitStr, Result, spanned::Spanned as _};

/// Makes an `AnyView` of what is written; see the crate's page for the language.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let parser = rstml::Parser::new(rstml::ParserConfig::default().recover_block(true));
    let (nodes, errors) = parser.parse_recoverable(TokenStream::from(tokens)).split_vec();
    let errors = errors.into_iter().map(|error| error.emit_as_expr_tokens());
    let made = match nodes.as_slice() {
        [node] => one(node),
        nodes => all(nodes),
    };
    let made = made.unwrap_or_else(|error| error.to_compile_error());
    quote! {{
        #[allow(unused_braces)]
        {
            #(#errors;)*
            #made
        }
    }}
    .into()
}

/// Several nodes, one after the other.
fn all(nodes: &[Node]) -> Result<TokenStream> {
    let nodes = nodes.iter().filter(|node| shows(node)).map(one).collect::<Result<Vec<_>>>()?;
    Ok(quote!(crate::view::all(::std::vec![#(#nodes),*])))
}

/// Whether anything comes of the node.
fn shows(node: &Node) -> bool {
    !matches!(node, Node::Comment(_) | Node::Doctype(_))
}

/// An expression of type `AnyView`.
fn one(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) if is_component(element.name()) => component(element),
        Node::Element(element) => self::element(element),
        Node::Fragment(fragment) => all(&fragment.children),
        Node::Block(block) => Ok(quote_spanned!(block.span()=> crate::view::child(#block))),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote!(crate::view::child(#text)))
        }
        Node::RawText(text) => {
            let text = LitStr::new(&text.to_string_best(), text.span());
            Ok(quote!(crate::view::child(#text)))
        }
        other => Err(Error::new(other.span(), "view! does not take this")),
    }
}

/// Components are named like types, with or without a path before them.
fn is_component(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) => path.path.segments.last().is_some_and(|last| {
            path.path.segments.len() > 1 || last.ident.to_string().starts_with(char::is_uppercase)
        }),
        _ => false,
    }
}

/// What an attribute becomes.
enum Attribute {
    /// Text known while compiling.
    Fixed(LitStr, LitStr),
    /// A call on the element under construction.
    Call(TokenStream),
}

fn element(element: &NodeElement<rstml::Infallible>) -> Result<TokenStream> {
    let tag = LitStr::new(&element.name().to_string(), element.name().span());
    // What is known while compiling comes in one call: most of a page is that.
    let (mut fixed, mut calls) = (Vec::new(), Vec::new());
    for one in element.attributes() {
        match attribute(one)? {
            Attribute::Fixed(name, value) => fixed.push(quote!((#name, #value))),
            Attribute::Call(call) => calls.push(call),
        }
    }
    let fixed = (!fixed.is_empty()).then(|| quote!(.fixed(&[#(#fixed),*])));
    for child in element.children.iter().filter(|node| shows(node)) {
        let made = one(child)?;
        calls.push(quote!(.child(#made)));
    }
    Ok(quote!(crate::view::Element::new(#tag) #fixed #(#calls)* .done()))
}

fn attribute(attribute: &NodeAttribute) -> Result<Attribute> {
    let NodeAttribute::Attribute(attribute) = attribute else {
        return Err(Error::new(attribute.span(), "view! takes no blocks among attributes"));
    };
    let (key, span) = (attribute.key.to_string(), attribute.key.span());
    let (kind, name) = key.split_once(':').unwrap_or(("", &key));
    let name = LitStr::new(name, span);
    let Some(value) = attribute.value() else {
        return match kind {
            "" if matches!(attribute.possible_value, KeyedAttributeValue::None) => {
                Ok(Attribute::Fixed(name, LitStr::new("", span)))
            }
            _ => Err(Error::new(span, "a value is missing")),
        };
    };
    if let (true, Some(text)) = (kind.is_empty(), literal(value)) {
        return Ok(Attribute::Fixed(name, text));
    }
    Ok(Attribute::Call(match kind {
        "" => quote_spanned!(span=> .attribute(#name, #value)),
        "class" => quote_spanned!(span=> .class(#name, #value)),
        "style" => quote_spanned!(span=> .style(#name, #value)),
        "prop" => quote_spanned!(span=> .property(#name, #value)),
        "on" => {
            let event = Ident::new(&name.value(), span);
            quote_spanned!(span=> .on(::leptos::ev::#event, #name, #value))
        }
        "use" => {
            let directive = Ident::new(&name.value(), span);
            quote_spanned!(span=> .call(move |element| #directive(element, #value)))
        }
        _ => return Err(Error::new(span, "view! does not know this kind of attribute")),
    }))
}

fn literal(value: &Expr) -> Option<LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
        _ => None,
    }
}

fn component(component: &NodeElement<rstml::Infallible>) -> Result<TokenStream> {
    let name = component.name();
    let mut props = Vec::new();
    let mut takes = None;
    for attribute in component.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "view! takes no blocks among props"));
        };
        match &attribute.possible_value {
            KeyedAttributeValue::Binding(binding) => {
                let inputs = &binding.inputs;
                takes = Some(quote!(#inputs));
            }
            _ => props.push(prop(attribute)?),
        }
    }
    let children: Vec<_> = component.children.iter().filter(|node| shows(node)).collect();
    if !children.is_empty() {
        let made = match children.as_slice() {
            [node] => one(node)?,
            nodes => {
                let nodes = nodes.iter().copied().map(one).collect::<Result<Vec<_>>>()?;
                quote!(crate::view::all(::std::vec![#(#nodes),*]))
            }
        };
        props.push(match takes {
            Some(takes) => quote!(.children(move |#takes| #made)),
            None => quote!(.children(::leptos::children::ToChildren::to_children(move || #made))),
        });
    }
    let generics = &component.open_tag.generics;
    let generics = generics.lt_token.is_some().then(|| quote!(::#generics));
    Ok(quote_spanned! {name.span()=>
        crate::view::component(::leptos::component::component_view(
            #[allow(clippy::needless_borrows_for_generic_args)]
            &#name,
            ::leptos::component::component_props_builder(&#name #generics) #(#props)* .build(),
        ))
    })
}

/// `.name(value)`; a name alone is the variable of that name.
fn prop(attribute: &KeyedAttribute) -> Result<TokenStream> {
    let key = &attribute.key;
    match &attribute.possible_value {
        KeyedAttributeValue::None => Ok(quote!(.#key(#key))),
        _ => {
            let value = attribute.value().ok_or_else(|| Error::new(key.span(), "a value is missing"))?;
            Ok(quote!(.#key(#[allow(unused_braces)] { #value })))
        }
    }
}
