import { add } from './add.ts'
import { addN } from './add-n.ts'
import { all } from './all.ts'
import { arg } from './arg.ts'
import { argMax } from './arg-max.ts'
import { assignVariable } from './assign-variable.ts'
import type { OpName } from './attributes.ts'
import { avgPool } from './avg-pool.ts'
import { avgPoolGrad } from './avg-pool-grad.ts'
import { batchMatMul } from './batch-mat-mul.ts'
import { biasAdd } from './bias-add.ts'
import { biasAddGrad } from './bias-add-grad.ts'
import { bitcast } from './bitcast.ts'
import { broadcastTo } from './broadcast-to.ts'
import { cast } from './cast.ts'
import { concat } from './concat.ts'
import { constant } from './const.ts'
import { conv2d } from './conv2d.ts'
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts'
import { conv2dBackpropInput } from './conv2d-backprop-input.ts'
import { cos } from './cos.ts'
import { decodeRaw } from './decode-raw.ts'
import { dynamicStitch } from './dynamic-stitch.ts'
import { equal } from './equal.ts'
import { fill } from './fill.ts'
import { floor } from './floor.ts'
import { fusedBatchNorm } from './fused-batch-norm.ts'
import { fusedBatchNormGrad } from './fused-batch-norm-grad.ts'
import { gather } from './gather.ts'
import { greaterEqual } from './greater-equal.ts'
import { identity } from './identity.ts'
import { identityN } from './identity-n.ts'
import { imageProjectiveTransform } from './image-projective-transform.ts'
import { inTopK } from './in-top-k.ts'
import { finite } from './is-finite.ts'
import { l2Loss } from './l2-loss.ts'
import { less } from './less.ts'
import { matMul } from './mat-mul.ts'
import { maxPool } from './max-pool.ts'
import { maxPoolGrad } from './max-pool-grad.ts'
import { maximum } from './maximum.ts'
import { minimum } from './minimum.ts'
import { mul } from './mul.ts'
import type { OpDef } from './op.ts'
import { pad } from './pad.ts'
import { placeholder } from './placeholder.ts'
import { pow } from './pow.ts'
import { range } from './range.ts'
import { readFile } from './read-file.ts'
import { readVariable } from './read-variable.ts'
import { realDiv } from './real-div.ts'
import { relu } from './relu.ts'
import { reluGrad } from './relu-grad.ts'
import { reshape } from './reshape.ts'
import { resourceApplyAdam } from './resource-apply-adam.ts'
import { resourceApplyGradientDescent } from './resource-apply-gradient-descent.ts'
import { resourceApplyKerasMomentum } from './resource-apply-keras-momentum.ts'
import { resourceGather } from './resource-gather.ts'
import { rsqrt } from './rsqrt.ts'
import { rsqrtGrad } from './rsqrt-grad.ts'
import { shape } from './shape.ts'
import { sigmoid } from './sigmoid.ts'
import { sigmoidGrad } from './sigmoid-grad.ts'
import { sin } from './sin.ts'
import { slice } from './slice.ts'
import { snapshot } from './snapshot.ts'
import { softmax } from './softmax.ts'
import { sparseSoftmaxCrossEntropy } from './sparse-softmax-cross-entropy.ts'
import { split } from './split.ts'
import { splitV } from './split-v.ts'
import { sqrt } from './sqrt.ts'
import { square } from './square.ts'
import { statelessRandomNormal } from './stateless-random-normal.ts'
import { statelessRandomUniform } from './stateless-random-uniform.ts'
import { statelessRandomUniformFullInt } from './stateless-random-uniform-full-int.ts'
import { stridedSlice } from './strided-slice.ts'
import { sub } from './sub.ts'
import { sum } from './sum.ts'
import { tanh } from './tanh.ts'
import { tanhGrad } from './tanh-grad.ts'
import { tensorScatterUpdate } from './tensor-scatter-update.ts'
import { transpose } from './transpose.ts'
import { varHandle } from './var-handle.ts'
import { whileLoop } from './while.ts'

/** Every operator's rules by TensorFlow's name; an operator without its rules does not compile. */
export const ops: { readonly [K in OpName]: OpDef<K> } = {
  AddN: addN,
  AddV2: add,
  All: all,
  Arg: arg,
  ArgMax: argMax,
  AssignVariableOp: assignVariable,
  AvgPool: avgPool,
  AvgPoolGrad: avgPoolGrad,
  BatchMatMulV2: batchMatMul,
  BiasAdd: biasAdd,
  BiasAddGrad: biasAddGrad,
  Bitcast: bitcast,
  BroadcastTo: broadcastTo,
  Cast: cast,
  ConcatV2: concat,
  Const: constant,
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  Cos: cos,
  DecodeRaw: decodeRaw,
  DynamicStitch: dynamicStitch,
  Equal: equal,
  Fill: fill,
  Floor: floor,
  FusedBatchNormGradV3: fusedBatchNormGrad,
  FusedBatchNormV3: fusedBatchNorm,
  GatherV2: gather,
  GreaterEqual: greaterEqual,
  Identity: identity,
  IdentityN: identityN,
  ImageProjectiveTransformV2: imageProjectiveTransform,
  InTopKV2: inTopK,
  IsFinite: finite,
  L2Loss: l2Loss,
  Less: less,
  MatMul: matMul,
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  Maximum: maximum,
  Minimum: minimum,
  Mul: mul,
  Pad: pad,
  Placeholder: placeholder,
  Pow: pow,
  Range: range,
  ReadFile: readFile,
  RealDiv: realDiv,
  ReadVariableOp: readVariable,
  Relu: relu,
  ReluGrad: reluGrad,
  Reshape: reshape,
  ResourceApplyAdam: resourceApplyAdam,
  ResourceApplyGradientDescent: resourceApplyGradientDescent,
  ResourceApplyKerasMomentum: resourceApplyKerasMomentum,
  ResourceGather: resourceGather,
  Rsqrt: rsqrt,
  RsqrtGrad: rsqrtGrad,
  Shape: shape,
  Sigmoid: sigmoid,
  SigmoidGrad: sigmoidGrad,
  Sin: sin,
  Slice: slice,
  Snapshot: snapshot,
  Softmax: softmax,
  SparseSoftmaxCrossEntropyWithLogits: sparseSoftmaxCrossEntropy,
  Split: split,
  SplitV: splitV,
  Sqrt: sqrt,
  Square: square,
  StatelessRandomNormal: statelessRandomNormal,
  StatelessRandomUniform: statelessRandomUniform,
  StatelessRandomUniformFullInt: statelessRandomUniformFullInt,
  StridedSlice: stridedSlice,
  Sub: sub,
  Sum: sum,
  Tanh: tanh,
  TanhGrad: tanhGrad,
  TensorScatterUpdate: tensorScatterUpdate,
  Transpose: transpose,
  VarHandleOp: varHandle,
  While: whileLoop,
} satisfies { [K in OpName]: OpDef<K> }
