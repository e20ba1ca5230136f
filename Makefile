# Every habit of this house is one word here, and CI runs the same words.
# Needs git, make, python3 (3.11 or newer) and python3-venv; fetches the rest by itself.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq
CATALOGUES := $(shell find src -name '*.po' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test check format bench shots lock clean

help:
	@echo "make run      cài đặt, nạp dữ liệu mẫu nếu trống, chạy thử (đổi cổng: PORT=8123 make run)"
	@echo "make setup    chỉ tạo .venv/ với lệnh lantoa"
	@echo "make test     toàn bộ kiểm thử, trên SQLite rồi PostgreSQL (một phần: make test ARGS=tests/plans)"
	@echo "make check    định dạng, lỗi viết, kiểu, ranh giới các phòng, migration, tài liệu, bản dịch"
	@echo "make format   sửa định dạng"
	@echo "make bench    đo các ngân sách, ghi bench/latest.json"
	@echo "make shots    chụp mọi màn hình vào shots/"
	@echo "make lock     ghim lại requirements/*.txt"

setup: .venv/.setup .venv/.catalogues

.venv/.setup: requirements/build.txt requirements/runtime.txt pyproject.toml setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Cần Python 3.11 trở lên; $(PYTHON) là bản cũ hơn. Chỉ bản khác: make setup PYTHON=python3.12" >&2; exit 2; }
	@test -x $(BIN)/python || { echo "Tạo môi trường .venv ..."; $(PYTHON) -m venv .venv; } || { \
	  echo "Không tạo được .venv. Trên Debian: apt-get install python3-venv" >&2; exit 2; }
	@echo "Cài các gói đã ghim (requirements/runtime.txt) ..."
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.catalogues: .venv/.setup $(CATALOGUES)
	@$(BIN)/python setup.py --quiet catalogues
	@touch $@

setup-test: setup .venv/.setup-test

.venv/.setup-test: requirements/test.txt .venv/.setup
	@echo "Cài các gói chỉ dùng để kiểm thử (requirements/test.txt) ..."
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

run: setup
	@exec $(BIN)/lantoa trial --port $(PORT)

test: setup-test
	@LANTOA_BROWSER="$$(scripts/need_browser.sh)" && export LANTOA_BROWSER && exec $(BIN)/python -m scripts.run_tests $(ARGS)

check: setup-test
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy --no-error-summary
	$(BIN)/lantoa makemigrations --check --dry-run
	$(BIN)/python -m pytest --quiet -p no:cacheprovider tests/architecture --ignore tests/architecture/test_url_matrix.py

format: setup-test
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .

bench: setup-test
	@exec $(BIN)/python -m bench $(ARGS)

shots: setup-test
	@LANTOA_BROWSER="$$(scripts/need_browser.sh)" && export LANTOA_BROWSER && exec $(BIN)/python -m scripts.shots $(ARGS)

lock: setup-test
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/lock

clean:
	rm -rf .venv build shots .pytest_cache .mypy_cache .ruff_cache
