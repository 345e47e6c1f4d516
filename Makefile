# `make help` lists what can be done. Everything lands below build/ and bin/.
SHELL := bash
CONFIGURATION ?= Release
DOTNET := dotnet
PROGRAMS := imageforge operator runner
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
# Build servers would outlive the command.
export MSBUILDDISABLENODEREUSE := 1
BUILD := $(DOTNET) build ImageForge.sln -c $(CONFIGURATION) -v quiet --nologo -p:UseSharedCompilation=false

.DEFAULT_GOAL := build

## build    the programs bin/imageforge, bin/operator, bin/runner
.PHONY: build
build: tools native
	@mkdir -p bin
	@set -e; for project in operator/ImageForge.Cli operator/ImageForge.Operator runner/ImageForge.Runner; do \
	  $(DOTNET) publish $$project -c $(CONFIGURATION) -v quiet --nologo -p:UseSharedCompilation=false; done
	@ln -sfn ../build/publish/ImageForge.Cli/release_linux-x64/imageforge bin/imageforge
	@ln -sfn ../build/publish/ImageForge.Operator/release_linux-x64/operator bin/operator
	@ln -sfn ../build/publish/ImageForge.Runner/release_linux-x64/runner bin/runner

## test     all tests; the last line counts them
.PHONY: test
test: build test-tools
	@$(BUILD)
	@$(DOTNET) publish tests/ImageForge.NativeRecords -c $(CONFIGURATION) -v quiet --nologo -p:UseSharedCompilation=false
	@tests/tools/run-tests.sh

## e2e      install, run config/samples, check and delete: on k3d, else the cluster of KUBECONFIG, else KUBEBUILDER_ASSETS
.PHONY: e2e
e2e: build
	@[ -z "$$KUBEBUILDER_ASSETS" ] || $(DOTNET) build tests/ImageForge.Integration.Tests -c $(CONFIGURATION) -v quiet --nologo -p:UseSharedCompilation=false
	@tests/e2e/run.sh

## demo     builds, starts the development cluster, applies config/samples and shows what becomes of it
.PHONY: demo
demo: build
	@bin/imageforge demo config/samples

## dev      the development cluster, until Ctrl-C
.PHONY: dev
dev: build
	@bin/imageforge dev

## bench    measurements, printed as a table; SUBJECT="resize composition" selects some
.PHONY: bench
bench: build
	@$(DOTNET) build tests/ImageForge.Benchmarks -c Release -v quiet --nologo -p:UseSharedCompilation=false
	@build/bin/ImageForge.Benchmarks/release/ImageForge.Benchmarks $(SUBJECT)

## scale    N (1000) jobs on the control plane of KUBEBUILDER_ASSETS or KUBECONFIG, else the embedded one; BASELINE=PROGRAM
##          alternates with the controller of tests/baselines/client-go
.PHONY: scale
scale: build
	@$(DOTNET) build tests/ImageForge.Scale -c Release -v quiet --nologo -p:UseSharedCompilation=false
	@build/bin/ImageForge.Scale/release/ImageForge.Scale $(or $(N),1000) $(if $(BASELINE),--baseline $(BASELINE))

## fuzz     changed files into every decoder, FUZZ_SECONDS (600) each; SUBJECTS names some
.PHONY: fuzz
fuzz: build
	@$(DOTNET) build tests/ImageForge.Fuzz -c Release -v quiet --nologo -p:UseSharedCompilation=false
	@build/bin/ImageForge.Fuzz/release/ImageForge.Fuzz $(SUBJECTS)

## limits   every field of every resource at the limits of its schema, each alone on an operator of its own
.PHONY: limits
limits: build
	@$(DOTNET) build tests/ImageForge.Operator.Tests -c Release -v quiet --nologo -p:UseSharedCompilation=false
	@IMAGEFORGE_TEST_WIDE=1 build/bin/ImageForge.Operator.Tests/release/ImageForge.Operator.Tests \
	  -noLogo -noColor -class 'ImageForge.Operator.Tests.Limits.LimitTests'

## crds     crds/*.yaml and docs/crd-reference.md from the records in crds/ImageForge.Api, and the chart's copies
.PHONY: crds
crds:
	@$(DOTNET) run --project crds/ImageForge.Api.CrdWriter -c Release -- crds docs
	@$(DOTNET) run --project charts/ImageForge.ChartWriter -c Release -- .

## chart    charts/imageforge: its schema, README.md and copies of crds/, and a package in build/chart; CHART_KEY and CHART_KEYRING sign it
.PHONY: chart
chart:
	@$(DOTNET) run --project charts/ImageForge.ChartWriter -c Release -- .
	@charts/package.sh

## digests  the recorded digests and pictures, after pixels were changed on purpose
.PHONY: digests
digests:
	@$(DOTNET) build tests/ImageForge.Scenes.Tests -v quiet --nologo -p:UseSharedCompilation=false
	@IMAGEFORGE_WRITE_DIGESTS=1 build/bin/ImageForge.Scenes.Tests/debug/ImageForge.Scenes.Tests \
	  -method '*.DigestTests.Pictures_are_those_that_were_recorded'

## argocd   config/argocd's test data and ConfigMap, from the deciders, docs/gitops.md and the scripts
.PHONY: argocd
argocd:
	@$(DOTNET) build tests/ImageForge.Planning.Tests -c Release -v quiet --nologo -p:UseSharedCompilation=false
	@IMAGEFORGE_WRITE_ARGOCD=1 build/bin/ImageForge.Planning.Tests/release/ImageForge.Planning.Tests \
	  -noLogo -noColor -method '*.GitOpsTests.Files_for_Argo_CD_are_those_that_the_deciders_and_scripts_give'

## format   the C# sources, in place
.PHONY: format
format:
	@$(DOTNET) tool restore >/dev/null
	@$(DOTNET) csharpier format .

## lint     fails where `make format` would change something
.PHONY: lint
lint:
	@$(DOTNET) tool restore >/dev/null
	@$(DOTNET) csharpier check .

## native   ONNX Runtime (models) beside the programs; npm fetches it
.PHONY: native
native:
	@runner/native/fetch.sh || true

## plugin   the kubectl plugin as an archive for krew with its manifest; PLUGIN_BASE=https://… is where it will be downloaded from
.PHONY: plugin
plugin: build
	@config/plugin.sh

## images   container images of the operator and the runner, with docker, podman or buildah; RUNNER_TARGET=cuda for CUDA
.PHONY: images
images:
	@config/images.sh

## sbom     prints the SPDX document of an image: make -s sbom IMAGE=imageforge/operator:0.1.0
.PHONY: sbom
sbom:
	@config/sbom.sh $(IMAGE)

## images-check  builds the images on stand-in base images (BASES=registry: on the real ones), runs them and writes their SBOMs
.PHONY: images-check
images-check: build
	@tests/tools/images-check.sh

## clean    what was built
.PHONY: clean
clean:
	@rm -rf build bin

.PHONY: help
help:
	@sed -n 's/^## /  /p' Makefile

.PHONY: tools
tools: linker
	@command -v $(DOTNET) >/dev/null || { echo "the .NET SDK $$(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' global.json) is missing: dotnet is not on PATH" >&2; exit 1; }

# Of the operator's native code: .NET takes clang, else gcc, with the C library's files for linking.
.PHONY: linker
linker:
	@mkdir -p build
	@echo 'int main(void) { return 0; }' | "$$(command -v clang || echo gcc)" -x c -o build/linker - 2>/dev/null || \
	  { echo "nothing here links native code: apt-get install gcc libc6-dev (or clang)" >&2; exit 1; }

.PHONY: test-tools
test-tools:
	@tests/tools/kubectl.sh >/dev/null || echo "tests that need kubectl will be skipped"
	@tests/tools/helm.sh >/dev/null || echo "tests that need helm will be skipped"
	@tests/tools/lua.sh >/dev/null || echo "tests of Argo CD's scripts will be skipped"
	@tests/tools/imaging.sh || echo "tests with Pillow, OpenEXR, ImageMagick and exiftool will be skipped"
	@tests/tools/lavapipe.sh || echo "tests of WebGPU will be skipped where there is no GPU"
	@tests/tools/shells.sh || echo "tests of completion in zsh and fish will be skipped"
	@tests/tools/swift.sh || echo "tests that need Swift's S3 server will be skipped"
