package dev.palindrome.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A unit that a file {@code META-INF/persistence.xml} names.
 *
 * @param name empty where the file gives none
 * @param place the folder or jar of the class path that holds the file
 */
record PersistenceUnit(String name, Path place) {

    private static final String FILE = "META-INF/persistence.xml";

    /**
     * Return the units on a class path, in its order.
     *
     * @throws PersistenceUnitException when a file that names units cannot be read
     */
    static List<PersistenceUnit> on(List<Path> classPath) {
        List<PersistenceUnit> units = new ArrayList<>();
        for (Path place : classPath) {
            try {
                if (Files.isRegularFile(place)) {
                    readJar(place, units);
                } else if (Files.isRegularFile(place.resolve(FILE))) {
                    try (InputStream file = Files.newInputStream(place.resolve(FILE))) {
                        read(file, place, units);
                    }
                }
            } catch (IOException | XMLStreamException e) {
                throw new PersistenceUnitException(
                        "%s in %s cannot be read: %s".formatted(FILE, place, e.getMessage()), e);
            }
        }
        return units;
    }

    private static void readJar(Path jar, List<PersistenceUnit> units) throws IOException, XMLStreamException {
        try (ZipFile content = new ZipFile(jar.toFile())) {
            ZipEntry entry = content.getEntry(FILE);
            if (entry != null) {
                try (InputStream file = content.getInputStream(entry)) {
                    read(file, jar, units);
                }
            }
        }
    }

    private static void read(InputStream file, Path place, List<PersistenceUnit> units) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(file);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("persistence-unit")) {
                @Nullable String name = reader.getAttributeValue(null, "name");
                units.add(new PersistenceUnit(name == null ? "" : name, place));
            }
        }
    }

    @Override
    public String toString() {
        return name + " (" + place + ")";
    }
}
