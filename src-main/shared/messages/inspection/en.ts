export const inspectionProblems = {
  'inspection.no-maps': (p: { network: string }) =>
    `“${p.network}” has no convolution whose maps have an extent, so Grad-CAM has nothing to show. Occlusion works with every network.`,
  'inspection.no-class': (p: { found: string; known: string }) =>
    `The run knows no class “${p.found}”. It knows: ${p.known}.`,
  'inspection.gone': (_: Record<string, never>) =>
    'These feature maps are no longer kept. Choose the picture again.',
}
