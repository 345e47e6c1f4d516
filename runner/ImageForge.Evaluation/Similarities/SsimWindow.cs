namespace ImageForge.Evaluation.Similarities;

/// <summary>Local means, variances and covariance under the Gaussian window, where it lies wholly inside.</summary>
internal static class SsimWindow
{
    private const int Taps = 11;
    private const double Sigma = 1.5;
    private const double C1 = 0.01 * 0.01;
    private const double C2 = 0.03 * 0.03;

    private static readonly double[] Kernel = MakeKernel();

    /// <summary>The means of SSIM and of its contrast-structure part.</summary>
    public static (double Ssim, double Structure) Compare(Plane a, Plane b)
    {
        double[] meanA = Filter(a, a.Values);
        double[] meanB = Filter(b, b.Values);
        double[] squareA = Filter(a, Product(a.Values, a.Values));
        double[] squareB = Filter(a, Product(b.Values, b.Values));
        double[] cross = Filter(a, Product(a.Values, b.Values));
        double ssim = 0;
        double structure = 0;
        for (int i = 0; i < meanA.Length; i++)
        {
            double varianceA = squareA[i] - (meanA[i] * meanA[i]);
            double varianceB = squareB[i] - (meanB[i] * meanB[i]);
            double covariance = cross[i] - (meanA[i] * meanB[i]);
            double cs = ((2 * covariance) + C2) / (varianceA + varianceB + C2);
            double luminance = ((2 * meanA[i] * meanB[i]) + C1) / ((meanA[i] * meanA[i]) + (meanB[i] * meanB[i]) + C1);
            ssim += luminance * cs;
            structure += cs;
        }

        return (ssim / meanA.Length, structure / meanA.Length);
    }

    private static double[] MakeKernel()
    {
        double[] kernel = new double[Taps];
        double sum = 0;
        for (int i = 0; i < Taps; i++)
        {
            double x = i - (Taps / 2);
            kernel[i] = Math.Exp(-x * x / (2 * Sigma * Sigma));
            sum += kernel[i];
        }

        for (int i = 0; i < Taps; i++)
        {
            kernel[i] /= sum;
        }

        return kernel;
    }

    private static double[] Product(double[] a, double[] b)
    {
        double[] product = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            product[i] = a[i] * b[i];
        }

        return product;
    }

    private static double[] Filter(Plane shape, double[] values)
    {
        int width = shape.Width - Taps + 1;
        int height = shape.Height - Taps + 1;
        double[] rows = new double[width * shape.Height];
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                for (int k = 0; k < Taps; k++)
                {
                    sum += values[(y * shape.Width) + x + k] * Kernel[k];
                }

                rows[(y * width) + x] = sum;
            }
        }

        double[] result = new double[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int k = 0; k < Taps; k++)
            {
                for (int x = 0; x < width; x++)
                {
                    result[(y * width) + x] += rows[((y + k) * width) + x] * Kernel[k];
                }
            }
        }

        return result;
    }
}
