Directory.CreateDirectory(Path.GetDirectoryName(args[1])!);
File.WriteAllBytes(args[1], []);
return 0;
