"""QR codes in pixels, by the real decoder on real pictures."""

import numpy as np
import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter, ImageOps

from app.errors import FileError
from app.reading.optical import (
    ENLARGEMENT,
    SECOND_PASS_EVERY,
    Debounce,
    SecondPass,
    Symbology,
    enlarged,
    read_codes,
    read_enlarged,
    read_image,
    read_picture,
    read_plain,
)

TEXT = "BCDEFGHJKLNOPRSB"


def code(text=TEXT, *, module_px=4, border=4):
    """Return a QR code as a grey picture."""
    made = qrcode.QRCode(box_size=module_px, border=border)
    made.add_data(text)
    return made.make_image().get_image().convert("L")


def frame(*pictures):
    """Return a grey 720p camera frame with *pictures* side by side."""
    scene = Image.new("L", (1280, 720), 140)
    for number, picture in enumerate(pictures):
        scene.paste(picture, (80 + 500 * number, 120))
    return np.asarray(scene)


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: picture,
        ImageOps.invert,
        lambda picture: picture.rotate(30, expand=True, fillcolor=255),
        lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
        lambda picture: picture.filter(ImageFilter.GaussianBlur(1.5)),
        lambda picture: picture.point(lambda grey: 40 + grey // 8),
    ],
    ids=["straight", "dark mode", "tilted", "quarter turn", "blurred", "dim"],
)
def test_a_code_is_read_however_it_is_held(change):
    assert read_codes(frame(change(code()))) == [TEXT]


@pytest.mark.parametrize(
    "text", ["王伟 Müller", "]Q1x", "a\nb", "https://example.org/?t=ä", "7" * 300]
)
def test_the_text_comes_out_as_it_went_in(text):
    assert read_codes(frame(code(text))) == [text]


def test_two_codes_in_one_frame_are_both_read():
    assert sorted(read_codes(frame(code("one"), code("two")))) == ["one", "two"]


def test_the_same_code_twice_is_one_text():
    assert read_codes(frame(code(), code())) == [TEXT]


def test_a_frame_without_a_code_gives_nothing():
    noise = np.random.default_rng(7).integers(0, 256, (720, 1280), dtype=np.uint8)

    assert read_codes(frame()) == []
    assert read_codes(noise) == []


def test_a_view_with_strides_is_read_without_a_copy():
    pair = np.zeros((720, 2560), np.uint8)
    pair[:, 0::2] = frame(code())

    assert read_plain(pair[:, 0::2]) == [TEXT]


@pytest.mark.parametrize(
    "other", [zxingcpp.BarcodeFormat.MicroQRCode, zxingcpp.BarcodeFormat.DataMatrix]
)
def test_other_codes_are_not_asked_for(other):
    picture = Image.fromarray(np.asarray(zxingcpp.create_barcode("02243", other).to_image(scale=8)))

    assert read_codes(frame(ImageOps.expand(picture, 40, fill=255))) == []


def test_enlarging_reads_what_the_plain_pass_cannot():
    small = code(module_px=8).resize((62, 62), Image.Resampling.BILINEAR)
    plane = frame(small.filter(ImageFilter.GaussianBlur(0.8)))

    assert read_plain(plane) == []
    assert read_enlarged(plane) == [TEXT]
    assert read_codes(plane) == [TEXT]


def test_the_window_can_bring_its_own_way_to_enlarge():
    shapes = []

    def enlarge(plane):
        shapes.append(plane.shape)
        return frame(code("elsewhere"))

    assert read_codes(frame(), enlarge=enlarge) == ["elsewhere"]
    assert shapes == [(720, 1280)]


def test_enlarging_keeps_proportions_and_greys():
    plane = enlarged(np.full((720, 1280), 99, np.uint8))

    assert plane.shape == (720 * ENLARGEMENT, 1280 * ENLARGEMENT)
    assert (plane == 99).all()


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "gif", "webp", "tiff"])
def test_picture_files_are_read_in_usual_formats(tmp_path, suffix):
    path = tmp_path / f"code.{suffix}"
    code().convert("RGB").save(path)

    assert read_image(path) == [TEXT]


def test_a_photograph_is_read_upright_however_the_phone_was_turned(tmp_path):
    path = tmp_path / "photo.jpg"
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.fromarray(frame(code())).save(path, exif=turned)

    assert read_image(path) == [TEXT]


def test_a_transparent_code_is_read_as_on_white_paper(tmp_path):
    path = tmp_path / "code.png"
    black = Image.new("LA", code().size, (0, 0))
    black.putalpha(ImageOps.invert(code()))
    black.save(path)

    assert read_image(path) == [TEXT]


@pytest.mark.parametrize("border", [0, 1])
def test_a_code_that_was_cut_out_without_its_margin_is_read(tmp_path, border):
    path = tmp_path / "code.png"
    code(border=border).save(path)

    assert read_image(path) == [TEXT]


def test_720p_frames_all_get_a_second_pass_and_larger_ones_now_and_then():
    small, large = np.zeros((720, 1280), np.uint8), np.zeros((1080, 1920), np.uint8)
    passes = SecondPass()

    assert all(passes.is_due(small) for _ in range(6))
    assert sum(passes.is_due(large) for _ in range(6 * SECOND_PASS_EVERY)) == 6


def test_without_a_second_pass_a_small_code_is_not_found():
    enlarged_frames = []
    empty = frame()

    read_codes(empty, is_enlarged=False, enlarge=enlarged_frames.append)

    assert enlarged_frames == []


@pytest.mark.parametrize("symbology", Symbology)
def test_other_codes_are_read_only_where_they_are_asked_for(symbology):
    formats = {"datamatrix": "DataMatrix", "aztec": "Aztec", "pdf417": "PDF417"}
    made = zxingcpp.create_barcode(TEXT, getattr(zxingcpp.BarcodeFormat, formats[symbology]))
    picture = Image.fromarray(np.array(made.to_image(scale=6)))
    scene = frame(ImageOps.expand(picture, 30, fill=255))

    assert read_codes(scene) == []
    assert read_codes(scene, also=[symbology]) == [TEXT]


def test_a_still_picture_is_first_read_as_the_camera_does():
    seen = []
    scene = frame(code())

    assert read_picture(scene) == read_codes(scene, enlarge=seen.append) == [TEXT]
    assert seen == []


def test_a_file_gets_more_patience_than_a_frame(tmp_path):
    pictures = [
        code(module_px=2, border=1).filter(ImageFilter.GaussianBlur(radius / 10))
        for radius in range(8, 20)
    ]
    paths = [tmp_path / f"{number}.png" for number in range(len(pictures))]
    for path, picture in zip(paths, pictures, strict=True):
        picture.save(path)

    as_frames = sum(read_codes(np.asarray(picture)) == [TEXT] for picture in pictures)
    as_files = sum(read_image(path) == [TEXT] for path in paths)

    assert as_frames < as_files


def test_a_picture_without_a_code_gives_nothing(tmp_path):
    path = tmp_path / "grey.png"
    Image.new("L", (300, 200), 128).save(path)

    assert read_image(path) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.png", None, "There is no file"),
        ("text.png", b"Vorname;Name", "no picture"),
        ("empty.png", b"", "no picture"),
        ("torn.png", "torn", "cannot be read"),
    ],
)
def test_what_is_no_picture_is_said_in_a_sentence(tmp_path, name, content, words):
    path = tmp_path / name
    if content == "torn":
        code().save(path)
        path.write_bytes(path.read_bytes()[:120])
    elif content is not None:
        path.write_bytes(content)

    with pytest.raises(FileError, match=words) as failure:
        read_image(path)

    assert name in failure.value.sentence


def test_a_picture_without_end_is_refused(tmp_path):
    path = tmp_path / "wide.png"
    Image.new("L", (20_001, 2)).save(path)

    with pytest.raises(FileError, match="20000 pixels"):
        read_image(path)


def test_a_folder_is_no_picture(tmp_path):
    with pytest.raises(FileError, match="folder"):
        read_image(tmp_path)


def test_a_code_held_in_front_of_the_camera_is_one_scan():
    debounce = Debounce()

    assert [debounce.is_new(TEXT, n / 30) for n in range(90)] == [True] + [False] * 89


def test_a_code_that_was_away_is_a_new_scan():
    debounce = Debounce(absence_s=0.7)

    assert [debounce.is_new(TEXT, now_s) for now_s in (0, 0.69, 1.38, 2.2)] == [
        True,
        False,
        False,
        True,
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 2)), max_size=40))
def test_every_code_has_its_own_absence(sightings):
    together, alone, now_s = Debounce(), {}, 0.0
    for text, gap_s in sightings:
        now_s += gap_s
        single = alone.setdefault(text, Debounce())

        assert together.is_new(text, now_s) == single.is_new(text, now_s)
