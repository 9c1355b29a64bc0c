package sh.fanout.examples.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the processes of a scenario have written down: one append-only file per process, each line on the disk before
 * the process goes on. Safe for use by any number of threads.
 */
final class Ledger implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final FileChannel file;

    Ledger(Path folder) throws IOException {
        var name = ProcessHandle.current().pid() + ".jsonl";
        file = FileChannel.open(
                Files.createDirectories(folder).resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized void append(Entry entry) {
        try {
            file.write(ByteBuffer.wrap((MAPPER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of all processes; each process's lines are in their order. */
    static List<Entry> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            var entries = new ArrayList<Entry>();
            for (var file : files.sorted().toList()) {
                entries.addAll(lines(Files.readString(file)));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line without its end is still being written, or its writer was killed over it. */
    private static List<Entry> lines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> MAPPER.readValue(line, Entry.class))
                .toList();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
