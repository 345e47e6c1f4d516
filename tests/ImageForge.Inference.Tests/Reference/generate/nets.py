"""Small networks with seeded random weights, and their export to ONNX under the names optimum gives."""

import json
import pathlib

import numpy as np
import torch
from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection
import onnx  # after torch, and its checker in a process of its own (check.py): both carry an ONNX library
import onnxruntime

ROOT = pathlib.Path(__file__).resolve().parent.parent
OPSET = 17


def write_json(path, value):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


# ---- networks ------------------------------------------------------------------------------------------------


def text_encoder(seed, vocabulary, hidden, heads, projection=None, act="quick_gelu"):
    config = CLIPTextConfig(
        vocab_size=vocabulary, hidden_size=hidden, intermediate_size=2 * hidden, num_hidden_layers=2,
        num_attention_heads=heads, max_position_embeddings=77, hidden_act=act, projection_dim=projection or hidden,
        bos_token_id=vocabulary - 2, eos_token_id=2, pad_token_id=vocabulary - 1, attn_implementation="eager")
    torch.manual_seed(seed)
    model = (CLIPTextModelWithProjection if projection else CLIPTextModel)(config).eval()
    with torch.no_grad():
        model.get_input_embeddings().weight *= 10
        # A norm as it is born leaves every row with mean 0, to which weighted prompts are scaled back.
        norm = dict(model.named_modules())["text_model.final_layer_norm" if projection else "final_layer_norm"]
        generator = torch.Generator().manual_seed(seed)
        norm.weight += 0.2 * torch.randn(hidden, generator=generator)
        norm.bias += 0.1 + 0.3 * torch.randn(hidden, generator=generator)
        if projection:
            model.text_projection.weight *= 1.5
    return model


def unet(seed, text, pooled=0, ids=0, channels=4, **extra):
    """pooled and ids: widths of text_embeds and time_ids where the network takes them (SDXL)."""
    settings = dict(
        sample_size=8, in_channels=channels, out_channels=4, block_out_channels=(8, 8), layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=text, attention_head_dim=4, norm_num_groups=4)
    if ids:
        settings.update(addition_embed_type="text_time", addition_time_embed_dim=4,
                        projection_class_embeddings_input_dim=pooled + 4 * ids)
    settings.update(extra)
    torch.manual_seed(seed)
    model = UNet2DConditionModel(**settings).eval()
    model.pooled_width, model.ids_width = pooled, ids
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "attn2.to_v" in name or "attn2.to_out.0.weight" in name:
                parameter.mul_(2)
            elif "time_emb_proj.weight" in name:
                parameter.mul_(4)
            elif "add_embedding" in name and name.endswith("weight"):
                parameter.mul_(0.8)
            elif "cond_proj" in name:
                parameter.mul_(20)
        inputs = unet_inputs(model, 2, 16, 16, 77, seed)
        out = model(**call_kwargs(inputs))[0]
        model.conv_out.weight /= out.std()
        model.conv_out.bias.zero_()
    return model


def unet_inputs(model, batch, height, width, tokens, seed, timestep=500.0):
    generator = torch.Generator().manual_seed(seed)
    draw = lambda *shape: torch.randn(shape, generator=generator)
    inputs = {
        "sample": draw(batch, model.config.in_channels, height, width),
        "timestep": torch.tensor(timestep),
        "encoder_hidden_states": draw(batch, tokens, model.config.cross_attention_dim),
    }
    if getattr(model, "ids_width", 0):
        inputs["text_embeds"] = draw(batch, model.pooled_width)
        inputs["time_ids"] = 64 * draw(batch, model.ids_width).abs()
    if model.config.get("time_cond_proj_dim") is not None:
        inputs["timestep_cond"] = draw(batch, model.config.time_cond_proj_dim)
    return inputs


def call_kwargs(inputs):
    inputs = dict(inputs)
    if "text_embeds" in inputs:
        inputs["added_cond_kwargs"] = {"text_embeds": inputs.pop("text_embeds"), "time_ids": inputs.pop("time_ids")}
    return inputs


def controlnet(seed, source):
    """A control network shaped like the given UNet. Its closing convolutions, zero at birth, get weights here."""
    torch.manual_seed(seed)
    model = ControlNetModel.from_unet(source, conditioning_embedding_out_channels=(4, 8, 8, 8),
                                      load_weights_from_unet=False).eval()
    model.pooled_width, model.ids_width = source.pooled_width, source.ids_width
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "controlnet_" in name or "conv_out" in name:
                torch.nn.init.normal_(parameter, std=0.2)
    return model


def vae(seed, scaling, channels=(4, 4, 8, 8), **extra):
    torch.manual_seed(seed)
    blocks = len(channels)
    settings = dict(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=channels, layers_per_block=1,
        down_block_types=("DownEncoderBlock2D",) * blocks, up_block_types=("UpDecoderBlock2D",) * blocks,
        norm_num_groups=4, sample_size=8 * 2 ** (blocks - 1), scaling_factor=scaling)
    settings.update(extra)
    model = AutoencoderKL(**settings).eval()
    factor = 2 ** (blocks - 1)
    with torch.no_grad():
        generator = torch.Generator().manual_seed(seed)
        z = torch.randn((1, 4, 16, 16), generator=generator) / scaling
        out = model.decode(z)[0]
        model.decoder.conv_out.weight *= 0.45 / out.std()
        model.decoder.conv_out.bias.zero_()
        x = torch.rand((1, 3, 16 * factor, 16 * factor), generator=generator) * 2 - 1
        x = x + torch.linspace(-0.6, 0.6, 16 * factor)
        parameters = model.encode(x).latent_dist.parameters
        model.quant_conv.weight[:4] *= (1 / scaling) / parameters[:, :4].std()
        model.quant_conv.weight[4:] *= 0.7 / parameters[:, 4:].std()
        parameters = model.encode(x).latent_dist.parameters
        model.quant_conv.bias[:4] -= parameters[:, :4].mean(dim=(0, 2, 3))
        model.quant_conv.bias[4:] -= parameters[:, 4:].mean(dim=(0, 2, 3)) + 4
    return model


# ---- export --------------------------------------------------------------------------------------------------


def export(wrapped, inputs, outputs, axes, path):
    """inputs: name -> tensor in order. axes: name -> {dimension: name}; every name must be given one."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(wrapped, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
                          dynamic_axes=axes, opset_version=OPSET, do_constant_folding=True, dynamo=False)
    model = shrink(onnx.load(str(path)), declared(outputs, axes))
    onnx.save(model, str(path))
    return path


def declared(outputs, axes):
    return {name: axes.get(name, {}) for name in outputs}


def shrink(model, axes):
    """Short names inside the graph, nothing of the exporter's bookkeeping, equal constants held once; no change of
    arithmetic."""
    graph = model.graph
    keep = {value.name for value in graph.input} | {value.name for value in graph.output}
    short = {}

    def rename(name):
        if not name or name in keep:
            return name
        if name not in short:
            short[name] = f"v{len(short)}"
        return short[name]

    same = {}
    alias = {}
    kept = []
    for tensor in graph.initializer:
        key = (tensor.data_type, tuple(tensor.dims), onnx.numpy_helper.to_array(tensor).tobytes())
        if key in same and tensor.name not in keep:
            alias[tensor.name] = same[key]
        else:
            same[key] = tensor.name
            kept.append(tensor)
    nodes = []
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute[0].name == "value":
            value = node.attribute[0].t
            key = (value.data_type, tuple(value.dims), onnx.numpy_helper.to_array(value).tobytes())
            if key in same:
                alias[node.output[0]] = same[key]
                continue
            value.name = node.output[0]
            same[key] = node.output[0]
            kept.append(value)
            continue
        nodes.append(node)
    for node in nodes:
        node.name, node.doc_string = "", ""
        node.ClearField("metadata_props")
        for i, name in enumerate(node.input):
            node.input[i] = rename(alias.get(name, name))
        for i, name in enumerate(node.output):
            node.output[i] = rename(name)
        if any(attribute.type == onnx.AttributeProto.GRAPH for attribute in node.attribute):
            raise ValueError("a graph within the graph")
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.initializer[:]
    for tensor in kept:
        copy = onnx.TensorProto()
        copy.CopyFrom(tensor)
        copy.name = rename(tensor.name)
        graph.initializer.append(copy)
    del graph.value_info[:]
    graph.name, graph.doc_string = "main", ""
    for value in graph.output:
        dims = value.type.tensor_type.shape.dim
        for i, dim in enumerate(dims):
            if i in axes[value.name]:
                dim.dim_param = axes[value.name][i]
    return model


class Text(torch.nn.Module):
    def __init__(self, model, hidden):
        super().__init__()
        self.model, self.hidden = model, hidden

    def forward(self, input_ids):
        out = self.model(input_ids=input_ids, output_hidden_states=self.hidden, return_dict=True)
        first = [out.text_embeds, out.last_hidden_state] if "text_embeds" in out else [
            out.last_hidden_state, out.pooler_output]
        return tuple(first) + (tuple(out.hidden_states) if self.hidden else ())


def export_text(model, path, hidden=False, ids=torch.int64):
    projected = isinstance(model, CLIPTextModelWithProjection)
    outputs = ["text_embeds", "last_hidden_state"] if projected else ["last_hidden_state", "pooler_output"]
    axes = {"input_ids": {0: "batch_size", 1: "sequence_length"}}
    axes.update({name: {0: "batch_size", 1: "sequence_length"} for name in outputs})
    axes["pooler_output" if not projected else "text_embeds"] = {0: "batch_size"}
    if hidden:
        for i in range(model.config.num_hidden_layers + 1):
            outputs.append(f"hidden_states.{i}")
            axes[outputs[-1]] = {0: "batch_size", 1: "sequence_length"}
    ids_in = torch.randint(0, model.config.vocab_size, (2, 77), generator=torch.Generator().manual_seed(1)).to(ids)
    export(Text(model, hidden), {"input_ids": ids_in}, outputs, axes, pathlib.Path(path) / "model.onnx")
    config = model.config.to_diff_dict() if hasattr(model.config, "to_diff_dict") else model.config.to_dict()
    full = model.config.to_dict()
    names = ["architectures", "model_type", "bos_token_id", "eos_token_id", "hidden_act", "hidden_size",
             "intermediate_size", "layer_norm_eps", "max_position_embeddings", "num_attention_heads",
             "num_hidden_layers", "pad_token_id", "projection_dim", "vocab_size"]
    chosen = {name: full.get(name, config.get(name)) for name in names}
    chosen["architectures"] = [type(model).__name__]
    if hidden:
        chosen["output_hidden_states"] = True
    write_json(pathlib.Path(path) / "config.json", chosen)


class Unet(torch.nn.Module):
    def __init__(self, model, names):
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *values):
        inputs = call_kwargs(dict(zip(self.names, values)))
        down = [inputs.pop(name) for name in self.names if name.startswith("down_block_")]
        if down:
            inputs["down_block_additional_residuals"] = tuple(down)
        return self.model(**inputs, return_dict=False)[0]


UNET_AXES = {
    "sample": {0: "batch_size", 2: "height", 3: "width"},
    "encoder_hidden_states": {0: "batch_size", 1: "sequence_length"},
    "text_embeds": {0: "batch_size"},
    "time_ids": {0: "batch_size"},
    "timestep_cond": {0: "batch_size"},
    "out_sample": {0: "batch_size", 2: "height", 3: "width"},
}


def save_config(model, path, **extra):
    config = {key: value for key, value in model.config.items() if not key.startswith("_") or key == "_class_name"}
    config = {"_class_name": type(model).__name__, **config, **extra}
    write_json(pathlib.Path(path) / "config.json", config)


def export_unet(model, path, residuals=None):
    """residuals: what a control network adds, down blocks and then the middle, to give the UNet inputs for them."""
    inputs = unet_inputs(model, 2, 8, 8, 77, 5)
    axes = {name: UNET_AXES[name] for name in [*inputs, "out_sample"] if name in UNET_AXES}
    if residuals:
        for i, value in enumerate(residuals[:-1]):
            inputs[f"down_block_additional_residuals_{i}"] = value
        inputs["mid_block_additional_residual"] = residuals[-1]
        axes.update({name: {0: "batch_size", 2: f"{name}_height", 3: f"{name}_width"}
                     for name in inputs if "additional" in name})
    export(Unet(model, list(inputs)), inputs, ["out_sample"], axes, pathlib.Path(path) / "model.onnx")
    save_config(model, path)


class Control(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, sample, timestep, encoder_hidden_states, controlnet_cond, conditioning_scale, text_embeds=None,
                time_ids=None):
        added = None if text_embeds is None else {"text_embeds": text_embeds, "time_ids": time_ids}
        down, mid = self.model(sample, timestep, encoder_hidden_states, controlnet_cond, conditioning_scale,
                               added_cond_kwargs=added, return_dict=False)
        return (*down, mid)


def export_controlnet(model, path, name_of_down, name_of_mid, scale_type):
    """Returns the residuals of a dummy run, for export_unet."""
    text = model.config.cross_attention_dim
    inputs = {"sample": torch.randn(2, 4, 8, 8), "timestep": torch.tensor(500.0),
              "encoder_hidden_states": torch.randn(2, 77, text), "controlnet_cond": torch.rand(2, 3, 64, 64),
              "conditioning_scale": torch.tensor(0.8, dtype=scale_type)}
    if model.ids_width:
        inputs.update(text_embeds=torch.randn(2, model.pooled_width), time_ids=64 * torch.rand(2, model.ids_width))
    with torch.no_grad():
        residuals = Control(model)(*inputs.values())
    outputs = [name_of_down.format(i) for i in range(len(residuals) - 1)] + [name_of_mid]
    axes = {"sample": UNET_AXES["sample"], "encoder_hidden_states": UNET_AXES["encoder_hidden_states"],
            "controlnet_cond": {0: "batch_size", 2: "image_height", 3: "image_width"}}
    axes.update({name: UNET_AXES[name] for name in inputs if name in ("text_embeds", "time_ids")})
    axes.update({name: {0: "batch_size", 2: f"{name}_height", 3: f"{name}_width"} for name in outputs})
    export(Control(model), inputs, outputs, axes, pathlib.Path(path) / "model.onnx")
    save_config(model, path)
    return residuals


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, sample):
        return self.model.encode(sample).latent_dist.parameters


class Decoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, latent_sample):
        return self.model.decode(latent_sample, return_dict=False)[0]


def export_vae(model, folder):
    factor = 2 ** (len(model.config.block_out_channels) - 1)
    folder = pathlib.Path(folder)
    export(Encoder(model), {"sample": torch.rand(2, 3, 8 * factor, 8 * factor)}, ["latent_parameters"],
           {"sample": {0: "batch_size", 2: "sample_height", 3: "sample_width"},
            "latent_parameters": {0: "batch_size", 2: f"sample_height / {factor}", 3: f"sample_width / {factor}"}},
           folder / "vae_encoder" / "model.onnx")
    export(Decoder(model), {"latent_sample": torch.rand(2, 4, 8, 8)}, ["sample"],
           {"latent_sample": {0: "batch_size", 2: "latent_height", 3: "latent_width"},
            "sample": {0: "batch_size", 2: f"latent_height * {factor}", 3: f"latent_width * {factor}"}},
           folder / "vae_decoder" / "model.onnx")
    save_config(model, folder / "vae_encoder")
    save_config(model, folder / "vae_decoder")


# ---- the same networks as ONNX Runtime runs them ---------------------------------------------------------------


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(opened, inputs):
    feeds = {value.name: inputs[value.name].detach().numpy() for value in opened.get_inputs()}
    return dict(zip([value.name for value in opened.get_outputs()],
                    [torch.from_numpy(np.asarray(value)) for value in opened.run(None, feeds)]))
