//! A recorded stream as HTTP/1.1's messages (RFC 9112), their bodies put together and decompressed.

use std::io::Read as _;

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The first line and the headers.
    pub head: Vec<u8>,
    /// The body, put together from its chunks and decompressed where the headers say so.
    pub body: Vec<u8>,
}

/// The messages of one side of a connection. What does not read as one is a body without a head, whole.
pub fn of(stream: &[u8]) -> Vec<Message> {
    let mut all = Vec::new();
    let mut rest = stream;
    while !rest.is_empty() {
        let (message, after) = next(rest).unwrap_or_else(|| {
            let whole = Message { head: Vec::new(), body: rest.to_vec() };
            (whole, &[])
        });
        all.push(message);
        rest = after;
    }
    all
}

/// What the head says of the body.
#[derive(Default)]
struct Said {
    length: Option<usize>,
    chunked: bool,
    coding: String,
}

fn next(stream: &[u8]) -> Option<(Message, &[u8])> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let (end, none) = if stream.starts_with(b"HTTP/") {
        let mut answer = httparse::Response::new(&mut headers);
        let end = answer.parse(stream).ok().filter(httparse::Status::is_complete)?.unwrap();
        (end, matches!(answer.code, Some(100..200 | 204 | 304)))
    } else {
        let mut request = httparse::Request::new(&mut headers);
        (request.parse(stream).ok().filter(httparse::Status::is_complete)?.unwrap(), false)
    };
    let said = read(&headers);
    let (head, after) = stream.split_at_checked(end)?;
    let (body, rest) = match said {
        _ if none => (Vec::new(), after),
        Said { chunked: true, .. } => dechunk(after),
        // A recording may end within a body.
        Said { length: Some(length), .. } => {
            let (body, rest) = after.split_at(length.min(after.len()));
            (body.to_vec(), rest)
        }
        Said { .. } => (Vec::new(), after),
    };
    let body = decompressed(&said.coding, &body).unwrap_or(body);
    Some((Message { head: head.to_vec(), body }, rest))
}

fn read(headers: &[httparse::Header<'_>]) -> Said {
    let mut said = Said::default();
    for header in headers {
        let value = String::from_utf8_lossy(header.value).to_lowercase();
        match header.name.to_lowercase().as_str() {
            "content-length" => said.length = value.trim().parse().ok(),
            "transfer-encoding" => said.chunked = value.contains("chunked"),
            "content-encoding" => said.coding = value,
            _ => {}
        }
    }
    said
}

/// The chunks' bytes, and what follows the last (RFC 9112, section 7.1).
fn dechunk(mut rest: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut body = Vec::new();
    while let Ok(httparse::Status::Complete((at, size))) = httparse::parse_chunk_size(rest) {
        let bytes = rest.get(at..).unwrap_or_default();
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(bytes.len());
        let (chunk, after) = bytes.split_at(size);
        body.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").unwrap_or(after);
        if size == 0 {
            break;
        }
    }
    (body, rest)
}

/// The bytes in a coding of HTTP's; `None` for what is none of them, or not coded so.
fn decompressed(coding: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    match coding {
        "gzip" => flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut out).ok()?,
        "deflate" => flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut out).ok()?,
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut out).ok()?,
        _ => return None,
    };
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_of_several_messages_comes_apart() {
        let stream = b"POST /a HTTP/1.1\r\ncontent-length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nhost: x\r\n\r\nPUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ndef\r\n2\r\ngh\r\n0\r\n\r\n";
        let bodies: Vec<_> = of(stream).into_iter().map(|message| message.body).collect();
        assert_eq!(bodies, [b"abc".to_vec(), Vec::new(), b"defgh".to_vec()]);
        let answers = b"HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\ncut";
        let bodies: Vec<_> = of(answers).into_iter().map(|message| message.body).collect();
        assert_eq!(bodies, [Vec::new(), b"cut".to_vec()]);
        assert_eq!(of(b"\x16\x03 no message")[0].body, b"\x16\x03 no message");
    }

    #[test]
    fn a_body_is_decompressed_as_its_head_says() {
        let mut small = Vec::new();
        brotli::BrotliCompress(&mut &b"words words words"[..], &mut small, &Default::default()).unwrap();
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\ncontent-length: {}\r\n\r\n", small.len());
        assert_eq!(of(&[head.as_bytes(), &small].concat())[0].body, b"words words words");
    }
}
