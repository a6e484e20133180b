//! Serves a folder of pages under a strict policy, with the command line of the real server.

use anyhow::{Context, Result};
use axum::{
    Router,
    http::{StatusCode, Uri, header},
    response::IntoResponse,
};
use std::{path::PathBuf, sync::Arc};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let after = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let dist = Arc::new(PathBuf::from(after("--dist").context("--dist FOLDER")?));
    let port: u16 = after("--port").context("--port N")?.parse()?;
    let app = Router::new().fallback(move |uri: Uri| page(Arc::clone(&dist), uri));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}

async fn page(dist: Arc<PathBuf>, uri: Uri) -> impl IntoResponse {
    let path = uri.path().trim_start_matches('/');
    let kind = match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        _ => "text/html; charset=utf-8",
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, POLICY)];
    match std::fs::read(dist.join(path)) {
        Ok(bytes) if !path.contains("..") => (StatusCode::OK, headers, bytes),
        _ => (StatusCode::NOT_FOUND, headers, Vec::new()),
    }
}
