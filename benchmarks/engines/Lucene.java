import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.StringJoiner;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Arguments: the language and how many texts there are. Reads the texts, one a line, then questions, one a line, and
 * answers each with the numbers of the ten best texts.
 */
public class Lucene {
    public static void main(String[] arguments) throws Exception {
        Analyzer analyser = analyser(arguments[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        out.println("ready");
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(index(in, Integer.parseInt(arguments[1]), analyser)));
        out.println("indexed");
        QueryBuilder builder = new QueryBuilder(analyser);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(best(searcher, builder.createBooleanQuery("text", line)));
        }
    }

    /** In one segment and in the order read, so that Lucene's number of a document is the number of its line. */
    private static Directory index(BufferedReader in, int count, Analyzer analyser) throws Exception {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyser))) {
            for (int number = 0; number < count; number++) {
                Document document = new Document();
                document.add(new TextField("text", in.readLine(), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return directory;
    }

    /** A question of nothing but stop words makes no query. */
    private static String best(IndexSearcher searcher, Query query) throws Exception {
        StringJoiner numbers = new StringJoiner(" ");
        if (query != null) {
            for (ScoreDoc found : searcher.search(query, 10).scoreDocs) {
                numbers.add(String.valueOf(found.doc));
            }
        }
        return numbers.toString();
    }

    private static Analyzer analyser(String language) {
        return switch (language) {
            case "sv" -> new SwedishAnalyzer();
            case "da" -> new DanishAnalyzer();
            case "nb", "nn" -> new NorwegianAnalyzer();
            case "fi" -> new FinnishAnalyzer();
            case "en" -> new EnglishAnalyzer();
            default -> new StandardAnalyzer();
        };
    }
}
