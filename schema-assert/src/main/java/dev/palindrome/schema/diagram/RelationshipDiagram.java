package dev.palindrome.schema.diagram;

import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.TableName;
import java.util.Collection;

/**
 * An entity-relationship diagram of the tables that changed, and of those that they refer to or are referred to by. The same
 * model and the same tables give the same bytes.
 */
public final class RelationshipDiagram {

    private final Scene scene;

    private RelationshipDiagram(Scene scene) {
        this.scene = scene;
    }

    /**
     * Return a diagram of some tables with their neighbours.
     *
     * @param changed the tables to show in full; those that the model lacks are left out
     */
    public static RelationshipDiagram of(SchemaModel schema, Collection<TableName> changed) {
        return new RelationshipDiagram(Scene.of(schema, changed));
    }

    /** Return whether there is nothing to show. */
    public boolean isEmpty() {
        return scene.boxes().isEmpty();
    }

    /**
     * Return the diagram as Mermaid's {@code erDiagram}, to be put between fences in Markdown. Empty for an empty diagram, which
     * Mermaid would refuse. Ends with a line feed.
     */
    public String mermaid() {
        return isEmpty() ? "" : MermaidText.of(scene);
    }

    /**
     * Return the diagram as an SVG element that needs nothing beside itself, to be put into a page or a file. It follows the
     * reader's choice of light or dark. Empty for an empty diagram. Ends with a line feed.
     */
    public String svg() {
        return isEmpty() ? "" : SvgText.of(scene);
    }
}
