using System.CommandLine;
using ImageForge.Cli.Commands;

var root = new RootCommand("ImageForge: pictures from manifests, on a cluster or without one.") { RunCommand.Create() };
return await root.Parse(args).InvokeAsync();
