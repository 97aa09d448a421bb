#!/bin/bash -eu
# OSS-Fuzz's build step: libraries built with its flags, the targets linked with its engine, seeds and dictionaries beside.
prefix=$WORK/prefix
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig:$prefix/lib/x86_64-linux-gnu/pkgconfig:$prefix/share/pkgconfig
export BOOST_ROOT=$prefix

(cd "$SRC/boost" && ./bootstrap.sh && ./b2 headers && mkdir -p "$prefix/include" && cp -rL boost "$prefix/include/")
(cd "$SRC/botan" && ./configure.py --prefix="$prefix" --cc=clang --cc-bin="$CXX" --cc-abi-flags="$CXXFLAGS" --disable-shared-library \
  --minimized-build --enable-modules=rsa,ecdsa,ed25519,sha1,sha2_32,sha2_64,hmac,hkdf,rfc6979,emsa1,emsa_pkcs1,emsa_raw,auto_rng,system_rng,pem,pkcs8,x509 \
  && make -j"$(nproc)" libs && make install)
for library in oneTBB fmt pugixml json tomlplusplus CLI11; do
  cmake -S "$SRC/$library" -B "$WORK/$library" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DBUILD_SHARED_LIBS=OFF -DTBB_TEST=OFF -DFMT_TEST=OFF -DJSON_BuildTests=OFF -DCLI11_BUILD_TESTS=OFF -DCLI11_BUILD_EXAMPLES=OFF
  cmake --build "$WORK/$library" -j"$(nproc)" --target install
done

meson setup "$WORK/build" "$SRC/zoneproof" -Dfuzz_engine=oss-fuzz "-Dfuzz_engine_args=$LIB_FUZZING_ENGINE" -Dtests=false \
  -Ddefault_library=static -Dprefer_static=true -Db_lundef=false -Dbuildtype=plain
ninja -C "$WORK/build"

for program in "$WORK"/build/fuzz/fuzz_*; do
  [ -f "$program" ] && [ -x "$program" ] || continue
  target=$(basename "$program") name=${target#fuzz_}
  cp "$program" "$OUT/$target"
  zip -qj "$OUT/${target}_seed_corpus.zip" "$SRC/zoneproof/fuzz/seeds/$name"/*
  IFS='|' read -r dictionary longest < <(sed -n "s/^ *\['$name', '\([a-z]*\)', \([0-9]*\),.*/\1|\2/p" "$SRC/zoneproof/fuzz/meson.build")
  [ -z "$dictionary" ] || cp "$SRC/zoneproof/fuzz/dict/$dictionary.dict" "$OUT/$target.dict"
  printf '[libfuzzer]\nmax_len = %s\nrss_limit_mb = 2560\ntimeout = 60\n' "$longest" >"$OUT/$target.options"
done
