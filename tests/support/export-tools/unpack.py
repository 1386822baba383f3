"""Takes one file out of an npm archive whose integrity is known."""

import base64
import hashlib
import sys
import tarfile

archive, integrity, member, target = sys.argv[1:]
with open(archive, "rb") as file:
    digest = hashlib.file_digest(file, "sha512") if hasattr(hashlib, "file_digest") else hashlib.sha512(file.read())
found = "sha512-" + base64.b64encode(digest.digest()).decode()
if found != integrity:
    sys.exit(f"{archive}: {found}")
with tarfile.open(archive) as files, open(target, "wb") as out:
    out.write(files.extractfile(member).read())
