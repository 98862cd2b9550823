package dev.haloy.jib;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Small applications for tests. */
final class Application {
    private Application() {}

    /** A folder with the compiled form of these classes, each printing its own name. */
    static Path classes(Path folder, String... names) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        for (String name : names) {
            Path source = folder.resolve(name + ".java");
            Files.writeString(
                    source,
                    "public class " + name + " { public static void main(String[] words) { System.out.println(\"" + name
                            + " says \" + String.join(\" \", words)); } }");
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream(),
                            "-d",
                            classes.toString(),
                            source.toString());
            if (status != 0) {
                throw new IOException("javac ended with " + status);
            }
        }
        return classes;
    }

    /** A jar of these classes whose manifest names the first one, with the current time in it. */
    static Path jar(Path folder, String... names) throws IOException {
        Path classes = classes(folder, names);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (names.length > 0) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, names[0]);
        }
        Path jar = folder.resolve("my-app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name + ".class");
                entry.setTime(0);
                out.putNextEntry(entry);
                Files.copy(classes.resolve(name + ".class"), out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
