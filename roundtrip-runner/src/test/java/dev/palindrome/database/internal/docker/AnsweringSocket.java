package dev.palindrome.database.internal.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A socket that answers each connection with the same words. */
final class AnsweringSocket implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Path path;

    private AnsweringSocket(ServerSocketChannel server, Path path) {
        this.server = server;
        this.path = path;
    }

    static AnsweringSocket at(Path path, String answer) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        Thread thread = new Thread(() -> answerAll(server, answer), "answering-socket");
        thread.setDaemon(true);
        thread.start();
        return new AnsweringSocket(server, path);
    }

    private static void answerAll(ServerSocketChannel server, String answer) {
        try {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    client.read(ByteBuffer.allocate(1024));
                    client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                }
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    /** Return its address as DOCKER_HOST has it. */
    String uri() {
        return "unix://" + path;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
