namespace ServiceBot.Catalog.Search;

/// <summary>How long the headings, texts and passages of documents are, against those of their kind: 1 is the average.</summary>
/// <param name="items">How many of the documents are items; they come first.</param>
internal sealed class Lengths(int documents, int items)
{
    private readonly float[] _headings = new float[documents], _bodies = new float[documents];
    private readonly float[][] _passages = new float[documents][];
    private double _itemHeadings, _articleHeadings, _articleBodies, _allPassages;
    private int _count;

    public void Add(int document, float heading, int body, float[] passages)
    {
        (_headings[document], _bodies[document], _passages[document]) = (heading, body, passages);
        if (document < items) _itemHeadings += heading;
        else
        {
            _articleHeadings += heading;
            _articleBodies += body;
            _allPassages += passages.Sum();
            _count += passages.Length;
        }
    }

    public double Heading(int document) => _headings[document] / Math.Max(1, document < items ? _itemHeadings / items : _articleHeadings / (documents - items));

    public double Body(int document) => _bodies[document] / Math.Max(1, _articleBodies / Math.Max(1, documents - items));

    public float[] Passages(int document) => Array.ConvertAll(_passages[document], length => (float)(length * _count / _allPassages));
}
