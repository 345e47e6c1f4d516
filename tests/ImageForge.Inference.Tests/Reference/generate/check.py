"""Checks every committed network with the ONNX checker and writes names, types and shapes of its inputs and outputs to
interfaces.json. In a process without torch: see nets.py."""

import json
import pathlib

import onnx

ROOT = pathlib.Path(__file__).resolve().parent.parent


def described(value):
    tensor = value.type.tensor_type
    return {"name": value.name, "type": onnx.TensorProto.DataType.Name(tensor.elem_type).lower(),
            "shape": [dim.dim_param or dim.dim_value for dim in tensor.shape.dim]}


def main():
    found = {}
    for path in sorted((ROOT / "models").rglob("*.onnx")):
        onnx.checker.check_model(str(path), full_check=True)
        model = onnx.load(str(path), load_external_data=False)
        held = {tensor.name for tensor in model.graph.initializer}
        found[str(path.relative_to(ROOT / "models"))] = {
            "opset": model.opset_import[0].version, "nodes": len(model.graph.node), "bytes": path.stat().st_size,
            "inputs": [described(value) for value in model.graph.input if value.name not in held],
            "outputs": [described(value) for value in model.graph.output]}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in found.items())
    (ROOT / "interfaces.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    print(len(found), "networks pass the checker")


if __name__ == "__main__":
    main()
