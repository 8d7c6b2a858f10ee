"""What a scanner reads from a picture: the browser unpacks the pixels, zxing-cpp looks at them."""

import base64

import zxingcpp
from playwright.async_api import Browser, Page, expect

# Grey values of a PNG, a byte each, row by row; the picture goes in and out as base64.
PIXELS = """async (png) => {
    const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const {width, height} = picture;
    const brush = new OffscreenCanvas(width, height).getContext('2d');
    brush.drawImage(picture, 0, 0);
    const {data} = brush.getImageData(0, 0, width, height);
    const grey = new Uint8Array(width * height);
    for (let at = 0; at < grey.length; at++)
        grey[at] = (data[4 * at] + data[4 * at + 1] + data[4 * at + 2]) / 3;
    let text = '';
    for (let at = 0; at < grey.length; at += 8192)
        text += String.fromCharCode(...grey.subarray(at, at + 8192));
    return {width, height, grey: btoa(text)};
}"""


async def scanned(browser: Browser, phone: Page) -> list[str]:
    """The text of every QR code on a screen, as it is without anybody scrolling."""
    await expect(phone.locator(".qr")).to_be_in_viewport(ratio=1)
    png = await phone.screenshot()
    blank = await browser.new_page()
    found = await blank.evaluate(PIXELS, base64.b64encode(png).decode())
    await blank.close()
    return read(base64.b64decode(found["grey"]), found["width"], found["height"])


def read(grey: bytes, width: int, height: int) -> list[str]:
    """The text of every QR code among grey pixels, a byte each."""
    picture = memoryview(grey).cast("B", (height, width))
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [each.text for each in found]
