#!/bin/sh
# Makes the embedded models anew and prints their cross-validated figures.
#
#   train.sh [blocks] [lines]
#
# WINNOW_SHARED names the folder with the data, shared beside the repository if
# it is not set. CV=0 leaves the figures out, TRY=1 leaves the models in
# .train/models instead of putting them in their places under stages.
set -eu

skip() {
	echo "train: skipped: $*" >&2
	exit 0
}

root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
shared=${WINNOW_SHARED:-$root/../shared}
python=${PYTHON:-python3}
work=.train
# Sums differ in their last digits if several threads or wider registers add
# them, and after sixty steps of an optimiser weights of tokens differ: one
# thread, and the code for AVX2 even where the processor has more.
export OPENBLAS_NUM_THREADS=1
export OPENBLAS_CORETYPE=Haswell
export NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL AVX512_SPR"

command -v "$python" >/dev/null || skip "$python is missing; Python 3.11 or later trains the models"
"$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || skip "$python is older than 3.11 or lacks venv"
for set in wcxb-dev segments-dev; do
	[ -d "$shared/bench/$set" ] || skip "the data is missing: $shared/bench/$set; set WINNOW_SHARED"
done

# The environment holds exactly what requirements.txt pins.
if ! cmp -s internal/train/requirements.txt "$work/venv/requirements.txt"; then
	rm -rf "$work/venv"
	"$python" -m venv "$work/venv"
	"$work/venv/bin/pip" install --quiet --requirement internal/train/requirements.txt
	cp internal/train/requirements.txt "$work/venv/requirements.txt"
fi

for stage in ${*:-blocks lines}; do
	models=$work/models/$stage
	cv=--cv
	[ "${CV:-1}" = 1 ] || cv=
	echo "== $stage: measuring"
	set -- -shared "$shared" -out "$work/$stage"
	if [ "$stage" = lines ] && [ -d "$work/texts" ]; then
		set -- "$@" -texts "$work/texts" # written by bench, see README.md
	fi
	go run "./internal/train/$stage" "$@"
	echo "== $stage: training"
	"$work/venv/bin/python" "internal/train/$stage/train.py" "$work/$stage" "$models" $cv
	if [ -n "$cv" ]; then
		go run "./internal/train/$stage" -evaluate -out "$work/$stage" -shared "$shared"
	fi
	for model in "$models"/*.bin; do
		place=stages/$stage/models/${model##*/}
		if cmp -s "$model" "$place"; then
			echo "$place: the same bytes"
		else
			echo "$place: changed"
			[ "${TRY:-0}" = 1 ] || cp "$model" "$place"
		fi
	done
done
